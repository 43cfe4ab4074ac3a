"""An indicator's chart and table in Shiny for Python, as its documents show it, drawn with Matplotlib."""

from typing import Any
from urllib.parse import parse_qs

import pandas as pd
from matplotlib.figure import Figure
from shiny import App, Inputs, Outputs, Session, reactive, render, ui
from starlette.middleware.gzip import GZipMiddleware

from bench.peers import rows

page = ui.page_fluid(ui.output_text("name"), ui.output_plot("chart"), ui.output_table("figures"))


def server(input: Inputs, output: Outputs, session: Session) -> None:
    @reactive.calc
    def asked() -> tuple[str, pd.DataFrame]:
        found = parse_qs(input[".clientdata_url_search"]().lstrip("?"))
        indicator, areas = found["indicator"][0], found["areas"][0].split(",")
        return indicator, pd.DataFrame(rows.of(indicator, areas), columns=rows.COLUMNS)

    @render.text
    def name() -> str:
        return asked()[0]

    @render.plot
    def chart() -> Any:
        figure = Figure()
        axes = figure.add_subplot()
        for area, part in asked()[1].groupby("area"):
            axes.plot(part["period"], part["value"], label=area)
        axes.legend()
        return figure

    @render.table
    def figures() -> pd.DataFrame:
        return asked()[1]


app = GZipMiddleware(App(page, server))  # the compression that a site would have
