package dev.lastroom.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws lines as an SVG file. */
final class Plot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final float LINE = 2;

    private final XYChart chart;

    Plot(String title, String xTitle, String yTitle) {
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false);
    }

    /** Clients and rates from one to many thousands are readable on logarithmic axes only. */
    Plot logarithmic() {
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        return this;
    }

    Plot fromZero() {
        chart.getStyler().setYAxisMin(0.0);
        return this;
    }

    void line(String name, List<? extends Number> x, List<? extends Number> y, boolean withMarkers) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineWidth(LINE);
        series.setMarker(withMarkers ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }

    void save(Path file) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }
}
