package relay.domain.migration;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Rules about replies. None is carried over by itself: a rule here proves itself by a sample reply,
 * and files of KumoMTA have none. What can be prepared is told.
 */
final class ShapingAutomation {
  private static final String WILD = "dDsSwW";
  private static final int PATTERN_CHARS_MAX = 300;
  // People put the text between quotes into a shell.
  private static final String OF_SHELLS = "\"$`!\\";

  private ShapingAutomation() {}

  /** What is told about the field of a rule. */
  static String says(String field, JsonValue value, Optional<JsonValue> action, String provider) {
    if (field.equals(ShapingScope.AUTOMATION)) {
      return "rules stand in sections of their own here: [[...automation]]";
    }
    if (!field.equals("regex")) {
      return "belongs to the rule above";
    }
    Optional<String> reaction = action.flatMap(ShapingAutomation::reaction);
    if (reaction.isEmpty()) {
      return "its action has no counterpart: replies slow a flow down, pause it or are passed over";
    }
    Optional<String> text = value instanceof JsonString s ? plain(s.getString()) : Optional.empty();
    return "needs a sample reply: relay settings set \"traffic.reply-rule.NAME="
        + reaction.get()
        + " | "
        + (provider.isEmpty() ? "*" : provider)
        + " | 4 | "
        + text.orElse("TEXT")
        + " | SAMPLE\"";
  }

  /** The reaction that comes nearest. */
  private static Optional<String> reaction(JsonValue action) {
    if (action instanceof JsonArray several) {
      return several.stream().findFirst().flatMap(ShapingAutomation::reaction);
    }
    if (action instanceof JsonString word) {
      return word.getString().startsWith("Suspend") ? Optional.of("pause") : Optional.empty();
    }
    if (action instanceof JsonObject set && set.get("SetConfig") instanceof JsonObject config) {
      return switch (config.getString("name", "")) {
        case "max_message_rate", "provider_max_message_rate", "max_connection_rate" ->
            Optional.of("slow");
        case "connection_limit", "provider_connection_limit" -> Optional.of("fewer-connections");
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  /** Pieces of text with a star for anything; empty where the expression says more than that. */
  static Optional<String> plain(String regex) {
    var text = new StringBuilder();
    int from = regex.startsWith("^") ? 1 : 0;
    int to = regex.endsWith("$") && !regex.endsWith("\\$") ? regex.length() - 1 : regex.length();
    for (int i = from; i < to; i++) {
      char c = regex.charAt(i);
      boolean isWild = c == '.';
      if (c == '\\' && i + 1 < to) {
        c = regex.charAt(++i);
        isWild = WILD.indexOf(c) >= 0;
        if (!isWild && (Character.isLetterOrDigit(c) || c == '|' || c == '*')) {
          return Optional.empty();
        }
      } else if ("[](){}|?+*^$".indexOf(c) >= 0) {
        return Optional.empty();
      }
      if (OF_SHELLS.indexOf(c) >= 0) {
        return Optional.empty();
      }
      if (isWild) {
        i += i + 1 < to && (regex.charAt(i + 1) == '+' || regex.charAt(i + 1) == '*') ? 1 : 0;
      }
      text.append(isWild ? '*' : c);
    }
    String read = text.toString().replaceAll("\\*+", "*").strip();
    return Optional.of(read)
        .filter(r -> r.length() <= PATTERN_CHARS_MAX && !r.replace("*", "").isBlank());
  }
}
