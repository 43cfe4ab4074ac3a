"""An indicator's chart and table in Dash, as its documents show it: a callback on the page's address."""

from typing import Any
from urllib.parse import parse_qs

import dash
import pandas as pd
import plotly.express as px
from dash import Input, Output, dash_table, dcc, html

from bench.peers import rows

app = dash.Dash(__name__, compress=True)
app.layout = html.Div([dcc.Location(id="address"), html.Div(id="shown")])
server = app.server


@app.callback(Output("shown", "children"), Input("address", "search"))
def show(search: str) -> list[Any]:
    asked = parse_qs(search.lstrip("?"))
    indicator, areas = asked["indicator"][0], asked["areas"][0].split(",")
    frame = pd.DataFrame(rows.of(indicator, areas), columns=rows.COLUMNS)
    return [
        html.H1(indicator),
        dcc.Graph(figure=px.line(frame, x="period", y="value", color="area")),
        dash_table.DataTable(frame.to_dict("records"), page_size=100),
    ]
