package relay.endtoend;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Samples as a picture (SVG): one strip for each value over one axis of minutes. */
final class BacklogChart {
  private static final int WIDTH = 760;
  private static final int LEFT = 90;
  private static final int STRIP = 90;
  private static final int GAP = 22;
  private static final int TOP = 34;

  private final List<BacklogSamples.Sample> samples;
  private final Map<Long, String> marks;
  private final StringBuilder svg = new StringBuilder();

  /**
   * @param marks what happened at which second
   */
  BacklogChart(List<BacklogSamples.Sample> samples, Map<Long, String> marks) {
    this.samples = samples;
    this.marks = marks;
  }

  String svg() {
    int strips = BacklogSamples.NAMES.size();
    int height = TOP + strips * (STRIP + GAP) + GAP;
    add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d'", WIDTH, height);
    add(" font-family='sans-serif' font-size='11'>");
    add("<rect width='%d' height='%d' fill='white'/>\n", WIDTH, height);
    for (int i = 0; i < strips; i++) {
      strip(i, TOP + i * (STRIP + GAP));
    }
    marks(height - GAP);
    minutes(height - 8);
    return svg.append("</svg>\n").toString();
  }

  private void strip(int value, int top) {
    double most = samples.stream().mapToDouble(s -> s.values()[value]).max().orElse(1);
    double scale = Math.max(1, most);
    int bottom = top + STRIP;
    add(
        "<text x='4' y='%d' font-weight='bold'>%s</text>",
        top + 20, BacklogSamples.NAMES.get(value));
    add("<text x='%d' y='%d' text-anchor='end'>%,.0f</text>", LEFT - 4, top + 6, scale);
    add("<text x='%d' y='%d' text-anchor='end'>0</text>", LEFT - 4, bottom);
    add("<path d='M%d %dV%dH%d' fill='none' stroke='#888'/>", LEFT, top, bottom, WIDTH - 8);
    add("<polyline fill='none' stroke='#06c' points='");
    for (BacklogSamples.Sample sample : samples) {
      add("%.1f,%.1f ", x(sample.second()), bottom - STRIP * sample.values()[value] / scale);
    }
    add("'/>\n");
  }

  private void marks(int bottom) {
    int row = 0;
    for (var mark : marks.entrySet()) {
      double x = x(mark.getKey());
      add("<path d='M%.1f %dV%d' stroke='#c40' stroke-dasharray='3 3'/>", x, TOP, bottom);
      add(
          "<text x='%.1f' y='%d' fill='#c40'>%s</text>\n",
          x + 2, 11 + 12 * (row++ % 2), mark.getValue());
    }
  }

  private void minutes(int bottom) {
    long last = samples.get(samples.size() - 1).second();
    for (long minute = 0; minute * 60 <= last; minute += 5) {
      add("<text x='%.1f' y='%d'>%d min</text>", x(minute * 60), bottom, minute);
    }
  }

  private double x(long second) {
    long last = Math.max(1, samples.get(samples.size() - 1).second());
    return LEFT + (WIDTH - LEFT - 8.0) * second / last;
  }

  private void add(String text, Object... values) {
    svg.append(String.format(Locale.ROOT, text, values));
  }
}
