package relay.web.figures;

import java.util.Map;
import java.util.TreeMap;

/** Writes the Prometheus text format 0.0.4. One thread. */
final class PrometheusText {
  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private final StringBuilder out = new StringBuilder(8192);

  /** A metric whose values are being written. */
  final class Metric {
    private final String name;

    private Metric(String name, String type, String help) {
      this.name = name;
      out.append("# HELP ").append(name).append(' ').append(escaped(help, false)).append('\n');
      out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    Metric value(double value) {
      return value(Map.of(), value);
    }

    Metric value(Map<String, String> labels, double value) {
      out.append(name);
      String before = "{";
      for (var label : new TreeMap<>(labels).entrySet()) {
        out.append(before).append(label.getKey()).append("=\"");
        out.append(escaped(label.getValue(), true)).append('"');
        before = ",";
      }
      out.append(labels.isEmpty() ? " " : "} ").append(number(value)).append('\n');
      return this;
    }
  }

  Metric counter(String name, String help) {
    return new Metric(name, "counter", help);
  }

  Metric gauge(String name, String help) {
    return new Metric(name, "gauge", help);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String escaped(String text, boolean isLabel) {
    String plain = text.replace("\\", "\\\\").replace("\n", "\\n");
    return isLabel ? plain.replace("\"", "\\\"") : plain;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
