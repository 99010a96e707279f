package relay.domain.migration;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import relay.domain.traffic.FlowRules;

/** Which of our providers those of the file are; those that we do not know become new ones. */
final class ShapingProviders {
  static final String MATCH = "match";
  private static final Pattern END = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");

  /** Names of the files that KumoMTA comes with, for files that build on them. */
  private static final Map<String, String> NAMES =
      Map.of(
          "outlook", "microsoft-consumer",
          "office365", "microsoft-365",
          "office365-dane", "microsoft-365");

  /** A setting lists no more. */
  static final int ENDS_MAX = 100;

  private static final int ID_CHARS_MAX = 60;
  private final Map<String, List<String>> ends = new HashMap<>();
  private final Map<String, Optional<String>> ids = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Takes the {@code match} of a provider. */
  void learn(String name, JsonValue match) {
    List<String> found = new ArrayList<>();
    if (match instanceof JsonArray several) {
      several.forEach(each -> endOf(each).ifPresent(found::add));
    }
    ends.put(name, List.copyOf(found));
  }

  /** How many of the conditions of a match are no ends of names of mail exchangers. */
  static long unknown(JsonValue match) {
    return match instanceof JsonArray several
        ? several.stream().filter(each -> endOf(each).isEmpty()).count()
        : 1;
  }

  private static Optional<String> endOf(JsonValue condition) {
    if (!(condition instanceof JsonObject object) || object.size() != 1) {
      return Optional.empty();
    }
    JsonValue value = object.containsKey("MXSuffix") ? object.get("MXSuffix") : null;
    value = object.containsKey("HostName") ? object.get("HostName") : value;
    return value instanceof JsonString text
        ? Optional.of(text.getString().toLowerCase(Locale.ROOT).replaceFirst("^\\.", ""))
            .map(end -> end.endsWith(".") ? end.substring(0, end.length() - 1) : end)
            .filter(end -> END.matcher(end).matches())
        : Optional.empty();
  }

  /** Ours by its id; empty where the file does not say whose servers they are. */
  Optional<String> idOf(String name) {
    Optional<String> id = ids.get(name);
    if (id == null) {
      id = sought(name);
      ids.put(name, id);
    }
    return id;
  }

  private Optional<String> sought(String name) {
    List<String> known = ends.getOrDefault(name, List.of());
    if (known.isEmpty()) {
      String id = NAMES.getOrDefault(name, name);
      return Optional.of(id).filter(FlowRules::isShipped);
    }
    Optional<String> shipped = FlowRules.shippedProviderOf(known.get(0));
    boolean isShipped =
        shipped.isPresent()
            && known.stream().allMatch(end -> FlowRules.shippedProviderOf(end).equals(shipped));
    return isShipped
        ? shipped
        : Optional.of(ownId(name)).filter(id -> !id.isEmpty()).map(this::free);
  }

  /** Ends of names of a provider that is not shipped; empty for others. */
  List<String> newEnds(String name) {
    return idOf(name).filter(id -> !FlowRules.isShipped(id)).isPresent()
        ? first(ends.getOrDefault(name, List.of()))
        : List.of();
  }

  private static List<String> first(List<String> ends) {
    return ends.subList(0, Math.min(ENDS_MAX, ends.size()));
  }

  /** Whether a provider that is not shipped has more ends than are taken. */
  boolean isCut(String name) {
    return newEnds(name).size() < ends.getOrDefault(name, List.of()).size()
        && !newEnds(name).isEmpty();
  }

  /** Two sections whose names differ in signs alone stay two. */
  private String free(String id) {
    String free = id;
    while (!taken.add(free)) {
      free = id + "-" + (counts.merge(id, 1, Integer::sum) + 1);
    }
    return free;
  }

  private static String ownId(String name) {
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    id = id.length() > ID_CHARS_MAX ? id.substring(0, ID_CHARS_MAX) : id;
    return FlowRules.isShipped(id) ? id + "-own" : id;
  }
}
