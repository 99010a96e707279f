package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import relay.domain.feedback.mail.Fields.Field;

/**
 * The machine-readable part of a report (RFC 3464), or the same fields within any text. Groups that
 * name no recipient are passed over. Linear.
 */
final class StatusReport {
  private static final String FINAL = "Final-Recipient";
  private static final String ORIGINAL = "Original-Recipient";
  private static final String ACTUAL = "X-Actual-Recipient";

  private final List<ReportedRecipient> recipients = new ArrayList<>();
  private final int recipientsMax;

  private String reporter = "";

  private StatusReport(int recipientsMax) {
    this.recipientsMax = recipientsMax;
  }

  /** Whether a text has such fields at all. */
  static boolean isIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("final-recipient:") || lower.contains("original-recipient:");
  }

  static List<ReportedRecipient> read(String text, int recipientsMax) {
    StatusReport report = new StatusReport(recipientsMax);
    int at = 0;
    while (at < text.length() && report.recipients.size() < recipientsMax) {
      Fields group = Fields.read(text, at, text.length());
      report.group(group);
      at = Math.max(group.end(), at + 1);
    }
    return report.recipients;
  }

  private void group(Fields group) {
    String reporting = group.first("Reporting-MTA");
    reporter = reporting.isEmpty() ? reporter : host(reporting);
    List<Field> one = new ArrayList<>();
    boolean named = false;
    for (Field field : group.list()) {
      boolean names = field.name().equalsIgnoreCase(FINAL);
      if (names && named) {
        // Some programs leave out the empty line between two recipients.
        recipient(one);
        one.clear();
      }
      named |= names;
      one.add(field);
    }
    recipient(one);
  }

  private void recipient(List<Field> fields) {
    boolean tellsFate =
        has(fields, "Action") || has(fields, "Status") || has(fields, "Diagnostic-Code");
    boolean names = has(fields, FINAL) || has(fields, ORIGINAL) || has(fields, ACTUAL);
    if (!tellsFate || !names || recipients.size() == recipientsMax) {
      return;
    }
    String address = "";
    for (String name : List.of(FINAL, ORIGINAL, ACTUAL)) {
      address = address.isEmpty() ? Addresses.ofField(value(fields, name)) : address;
    }
    String remote = host(value(fields, "Remote-MTA"));
    recipients.add(
        new ReportedRecipient(
            address,
            value(fields, "Action").toLowerCase(Locale.ROOT),
            value(fields, "Status"),
            diagnostic(value(fields, "Diagnostic-Code")),
            remote.isEmpty() ? reporter : remote));
  }

  private static boolean has(List<Field> fields, String name) {
    return fields.stream().anyMatch(f -> f.name().equalsIgnoreCase(name));
  }

  private static String value(List<Field> fields, String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return "";
  }

  /** Without its type, which is a word before a semicolon. */
  private static String diagnostic(String value) {
    int semicolon = value.indexOf(';');
    boolean typed = semicolon > 0 && value.substring(0, semicolon).strip().indexOf(' ') < 0;
    return (typed ? value.substring(semicolon + 1) : value).strip();
  }

  private static String host(String value) {
    String name = value.substring(value.indexOf(';') + 1).strip();
    int end = 0;
    while (end < name.length() && " ([,".indexOf(name.charAt(end)) < 0) {
      end++;
    }
    return name.substring(0, end);
  }
}
