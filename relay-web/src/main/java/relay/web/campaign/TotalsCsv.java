package relay.web.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import relay.domain.campaign.report.Totals;
import relay.domain.csv.CsvLine;

/** What became of groups of recipients, as lines of CSV; formulas are made harmless. */
final class TotalsCsv {
  private static final List<String> NAMES =
      List.of(
          "recipients",
          "sent",
          "delivered",
          "bounced",
          "complaints",
          "unsubscribes",
          "opened_people",
          "opened_machines",
          "clicked_people",
          "clicked_machines",
          "converted",
          "conversions",
          "conversion_value");

  private final StringBuilder out = new StringBuilder();

  /**
   * @param by what the groups are
   */
  TotalsCsv(String by) {
    line(by, NAMES);
  }

  void add(String name, Totals totals) {
    line(
        name,
        List.of(
            Long.toString(totals.recipients()),
            Long.toString(totals.sent()),
            Long.toString(totals.delivered()),
            Long.toString(totals.bounced()),
            Long.toString(totals.complaints()),
            Long.toString(totals.unsubscribes()),
            Long.toString(totals.opens().people()),
            Long.toString(totals.opens().machines()),
            Long.toString(totals.clicks().people()),
            Long.toString(totals.clicks().machines()),
            Long.toString(totals.conversions().people()),
            Long.toString(totals.conversions().count()),
            String.format(Locale.ROOT, "%.2f", totals.conversions().value())));
  }

  private void line(String first, List<String> values) {
    List<String> line = new ArrayList<>();
    line.add(first);
    line.addAll(values);
    out.append(CsvLine.write(line)).append("\r\n");
  }

  String text() {
    return out.toString();
  }
}
