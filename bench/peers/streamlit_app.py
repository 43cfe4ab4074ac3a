"""An indicator's chart and table in Streamlit, as its documents show it. Run with `streamlit run`.

The address names what is shown: ?indicator=ID&areas=CODE,CODE. BENCH_DATABASE names the SQLite file.
"""

import pandas as pd
import streamlit as st

from bench.peers import rows


@st.cache_data
def read(indicator: str, areas: str) -> pd.DataFrame:
    return pd.DataFrame(rows.of(indicator, areas.split(",")), columns=rows.COLUMNS)


indicator, areas = st.query_params["indicator"], st.query_params["areas"]
frame = read(indicator, areas)
st.title(indicator)
st.line_chart(frame.pivot(index="period", columns="area", values="value"))
st.dataframe(frame)
