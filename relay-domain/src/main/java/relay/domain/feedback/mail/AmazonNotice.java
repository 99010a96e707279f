package relay.domain.feedback.mail;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.feedback.reply.ReplyLine;
import relay.domain.json.JsonText;

/**
 * Reads what Amazon SES tells by mail as a JSON object (Bounce, Complaint, Delivery). Absent fields
 * and those of other kinds are as if they were empty.
 */
record AmazonNotice(
    String type, List<ReportedRecipient> recipients, String feedbackType, String messageId) {
  private static final int JSON_CHARS_MAX = 128 * 1024;

  /** Mail programs break the one line into several, some with "!" at the end of each. */
  private static final Pattern LINE_BREAK = Pattern.compile("!?\\r?\\n ?");

  /** The notice in a text, if there is one. */
  static Optional<AmazonNotice> in(String text) {
    int start = text.indexOf('{');
    boolean like = text.contains("\"notificationType\"") || text.contains("\"eventType\"");
    if (start < 0 || !like) {
      return Optional.empty();
    }
    int end = objectEnd(text, start);
    if (end < 0) {
      return Optional.empty();
    }
    try {
      return of(JsonText.object(LINE_BREAK.matcher(text.substring(start, end)).replaceAll("")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<AmazonNotice> of(JsonObject notice) {
    String type = text(notice, "notificationType");
    type = (type.isEmpty() ? text(notice, "eventType") : type).toLowerCase(Locale.ROOT);
    List<ReportedRecipient> recipients = new ArrayList<>();
    String feedbackType = "";
    switch (type) {
      case "bounce" -> {
        for (JsonObject one : objects(object(notice, "bounce"), "bouncedRecipients")) {
          recipients.add(
              new ReportedRecipient(
                  text(one, "emailAddress"),
                  "failed",
                  text(one, "status"),
                  withoutType(text(one, "diagnosticCode")),
                  ""));
        }
      }
      case "complaint" -> {
        JsonObject complaint = object(notice, "complaint");
        feedbackType = text(complaint, "complaintFeedbackType");
        for (JsonObject one : objects(complaint, "complainedRecipients")) {
          recipients.add(
              new ReportedRecipient(text(one, "emailAddress"), "complained", "", "", ""));
        }
      }
      case "delivery" -> {
        JsonObject delivery = object(notice, "delivery");
        String reply = text(delivery, "smtpResponse");
        String status = ReplyLine.read(reply).status().map(Object::toString).orElse("");
        for (JsonValue one : array(delivery, "recipients")) {
          if (one instanceof JsonString address) {
            recipients.add(
                new ReportedRecipient(address.getString(), "delivered", status, reply, ""));
          }
        }
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(
        new AmazonNotice(
            type, recipients, feedbackType, text(object(notice, "mail"), "messageId")));
  }

  private static String withoutType(String diagnostic) {
    int semicolon = diagnostic.indexOf(';');
    return semicolon > 0 && semicolon < 10
        ? diagnostic.substring(semicolon + 1).strip()
        : diagnostic;
  }

  /** After the brace that closes the one here; -1 when none does. */
  private static int objectEnd(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    int limit = Math.min(text.length(), start + JSON_CHARS_MAX);
    for (int i = start; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '{') {
        depth++;
      } else if (!quoted && c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString found ? found.getString() : "";
  }

  private static JsonObject object(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject found ? found : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static JsonArray array(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray found ? found : JsonValue.EMPTY_JSON_ARRAY;
  }

  private static List<JsonObject> objects(JsonObject object, String name) {
    List<JsonObject> found = new ArrayList<>();
    for (JsonValue value : array(object, name)) {
      if (value instanceof JsonObject one) {
        found.add(one);
      }
    }
    return found;
  }
}
