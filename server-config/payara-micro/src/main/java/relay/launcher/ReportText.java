package relay.launcher;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports and figures as tables for people. */
final class ReportText {
  private ReportText() {}

  /** The answer to one of the verbs list, sources, trend, outgoing. */
  static List<String> of(String verb, JsonObject answer) {
    return switch (verb) {
      case "sources" -> sources(answer);
      case "trend" -> trend(answer);
      case "outgoing" -> outgoing(answer);
      default -> list(answer);
    };
  }

  private static List<String> list(JsonObject answer) {
    var table = new Table("ID", "KIND", "DOMAIN", "BEGIN", "FROM", "COUNT", "PASSED");
    for (JsonValue value : answer.getJsonArray("reports")) {
      JsonObject report = value.asJsonObject();
      table.row(
          report.getString("id"),
          report.getString("kind"),
          report.getString("domain"),
          report.getString("begin"),
          report.getString("organization", "-"),
          count(report),
          percent(report, "pass_rate"));
    }
    return page(table, answer);
  }

  private static List<String> outgoing(JsonObject answer) {
    var table = new Table("ID", "DAY", "DOMAIN", "TO", "SAFE", "FAILED", "STATE", "ANSWER");
    for (JsonValue value : answer.getJsonArray("reports")) {
      JsonObject report = value.asJsonObject();
      table.row(
          report.getString("id"),
          report.getString("day"),
          report.getString("domain"),
          report.getString("to"),
          report.getJsonNumber("successful_sessions").toString(),
          report.getJsonNumber("failed_sessions").toString(),
          report.getString("state"),
          report.getString("answer", "-"));
    }
    return page(table, answer);
  }

  private static List<String> page(Table table, JsonObject answer) {
    List<String> lines = new ArrayList<>(table.lines());
    if (answer.containsKey("next_cursor")) {
      lines.add("There are more: --cursor " + answer.getString("next_cursor"));
    }
    return lines;
  }

  private static List<String> sources(JsonObject answer) {
    var table = new Table("ADDRESS", "STANDING", "OWNER", "MAILS", "PASSED", "LAST DAY");
    for (JsonValue value : answer.getJsonArray("sources")) {
      JsonObject source = value.asJsonObject();
      table.row(
          source.getString("address"),
          source.getString("standing"),
          source.getString("owner", "-"),
          source.getJsonNumber("messages").toString(),
          percent(source, "pass_rate"),
          source.getString("last_day"));
    }
    return table.lines();
  }

  private static List<String> trend(JsonObject answer) {
    var table = new Table("DAY", "MAILS", "PASSED", "DKIM", "SPF", "SOURCES");
    for (JsonValue value : answer.getJsonArray("days")) {
      JsonObject day = value.asJsonObject();
      table.row(
          day.getString("day"),
          day.getJsonNumber("messages").toString(),
          percent(day, "pass_rate"),
          percent(day, "dkim_rate"),
          percent(day, "spf_rate"),
          day.getJsonNumber("sources").toString());
    }
    return table.lines();
  }

  /** One report with its rows. */
  static List<String> report(JsonObject report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        report.getString("kind")
            + " report from "
            + report.getString("organization", "nobody")
            + " about "
            + report.getString("domain")
            + ", "
            + report.getString("begin")
            + " to "
            + report.getString("end"));
    lines.add("  " + count(report) + ", passed " + percent(report, "pass_rate"));
    boolean isDmarc = report.getString("kind").equals("dmarc");
    var table =
        isDmarc
            ? new Table("ADDRESS", "MAILS", "RESULT", "DKIM", "SPF", "DONE", "FROM")
            : new Table("RESULT", "SESSIONS", "POLICY", "SENDER", "RECEIVER");
    for (JsonValue value : report.getJsonArray("rows")) {
      JsonObject row = value.asJsonObject();
      if (isDmarc) {
        table.row(
            row.getString("address"),
            row.getJsonNumber("messages").toString(),
            row.getString("result"),
            row.getBoolean("dkim_aligned") ? "yes" : "no",
            row.getBoolean("spf_aligned") ? "yes" : "no",
            row.getString("disposition", "-"),
            row.getString("header_from", "-"));
      } else {
        table.row(
            row.getString("result"),
            row.getJsonNumber("sessions").toString(),
            row.getString("policy_type"),
            row.getString("sending_mta_ip", "-"),
            row.getString("receiving_mx", "-"));
      }
    }
    lines.addAll(table.lines());
    return lines;
  }

  private static String count(JsonObject report) {
    String name = report.containsKey("messages") ? "messages" : "sessions";
    return report.getJsonNumber(name) + " " + name;
  }

  private static String percent(JsonObject of, String name) {
    JsonNumber rate = of.getJsonNumber(name);
    return rate == null ? "-" : String.format(Locale.ROOT, "%.1f %%", rate.doubleValue() * 100);
  }
}
