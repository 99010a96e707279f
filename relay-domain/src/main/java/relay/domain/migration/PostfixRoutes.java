package relay.domain.migration;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlJson;

/** Puts what leads to the same hop, and is asked at the same time, into one route. */
final class PostfixRoutes {
  /** A list of a document has at most so many texts. */
  static final int VALUES_MAX = 1_000;

  private static final int ID_CHARS_MAX = 32;
  private static final String TARGET = "postfix";
  private final Map<Group, Set<String>> groups = new LinkedHashMap<>();
  private final PostfixLogins logins;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private record Group(int order, String condition, PostfixHop hop) {}

  PostfixRoutes(PostfixLogins logins) {
    this.logins = logins;
  }

  void add(PostfixPattern pattern, PostfixHop hop) {
    var group = new Group(pattern.order(), pattern.condition(), hop);
    groups.computeIfAbsent(group, g -> new LinkedHashSet<>()).add(pattern.value());
  }

  /** The documents, in the order in which they are asked. */
  List<JsonObject> documents() {
    List<JsonObject> documents = new ArrayList<>();
    groups.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> each.getKey().order()))
        .forEach(
            each -> {
              List<String> values = List.copyOf(each.getValue());
              for (int i = 0; i < values.size(); i += VALUES_MAX) {
                List<String> some = values.subList(i, Math.min(values.size(), i + VALUES_MAX));
                documents.add(document(each.getKey(), some));
              }
            });
    return documents;
  }

  private JsonObject document(Group group, List<String> values) {
    JsonObjectBuilder when = ControlJson.object();
    if (group.condition().equals(PostfixPattern.EVERYTHING)) {
      when.add(PostfixPattern.EVERYTHING, true);
    } else {
      JsonArrayBuilder list = ControlJson.array();
      values.forEach(list::add);
      when.add(group.condition(), list);
    }
    JsonObjectBuilder target = ControlJson.object().add("kind", group.hop().kind());
    ControlJson.add(target, "hosts", group.hop().hosts());
    Optional<PostfixLogins.Login> login = logins.of(group.hop().written());
    login.ifPresent(known -> target.add("user", known.user()));
    JsonObjectBuilder document =
        ControlJson.object()
            .add("id", id(group.hop()))
            .add("order", group.order())
            .add("when", when)
            .add("targets", ControlJson.object().add(TARGET, target));
    login.ifPresent(
        known -> document.add("passwords", ControlJson.object().add(TARGET, known.password())));
    return document.build();
  }

  private String id(PostfixHop hop) {
    String name =
        hop.hosts().isEmpty() ? hop.kind() : hop.hosts().get(0).replaceAll(":[0-9]+$", "");
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String id = "postfix-" + plain.replaceAll("^-+", "");
    id = id.substring(0, Math.min(id.length(), ID_CHARS_MAX)).replaceAll("-+$", "");
    String free = id;
    while (!taken.add(free)) {
      free = id + "-" + (counts.merge(id, 1, Integer::sum) + 1);
    }
    return free;
  }
}
