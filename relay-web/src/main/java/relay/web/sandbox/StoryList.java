package relay.web.sandbox;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import relay.domain.view.MessageStory;
import relay.web.html.Html;
import relay.web.html.Words;
import relay.web.json.Json;

/** The events of a mail as a list from the first to the last. */
final class StoryList {
  private static final List<String> SHOWN_ELSEWHERE =
      List.of("schema_version", "event_id", "type", "time", "mail", "part", "attempt");

  private StoryList() {}

  static void show(Html html, MessageStory story) {
    html.open("ol", "class", "story");
    for (String line : story.events()) {
      Json.readObject(line).ifPresent(event -> show(html, event));
    }
    html.close("ol");
    if (!story.complete()) {
      html.element("p", "So much happened that the rest stands in the journal files only.");
    }
  }

  private static void show(Html html, JsonObject event) {
    String type = event.getString("type", "?");
    String time = event.getString("time", "");
    html.open("li", "class", "event " + kind(type));
    html.element("strong", word(type));
    html.element("time", Words.time(time), "datetime", time);
    int attempt = event.getInt("attempt", 0);
    if (attempt > 0) {
      html.element("span", "attempt " + attempt, "class", "attempt");
    }
    html.open("dl");
    for (Map.Entry<String, JsonValue> detail : event.entrySet()) {
      if (!SHOWN_ELSEWHERE.contains(detail.getKey())) {
        html.element("dt", detail.getKey().replace('_', ' '));
        html.element("dd", text(detail.getValue()));
      }
    }
    html.close("dl").close("li");
  }

  private static String kind(String type) {
    return switch (type) {
      case "DELIVERED" -> "good";
      case "BOUNCED", "EXPIRED", "REJECTED" -> "bad";
      case "DEFERRED", "HELD", "DELAYED", "IN_DOUBT" -> "open";
      default -> "plain";
    };
  }

  private static String word(String type) {
    String words = type.toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String text(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    if (value instanceof JsonArray list) {
      return list.stream().map(StoryList::text).collect(Collectors.joining(", "));
    }
    return value instanceof JsonNumber ? value.toString() : String.valueOf(value);
  }
}
