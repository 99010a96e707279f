package relay.domain.migration;

import java.util.List;
import java.util.Optional;

/**
 * What a section of a {@code shaping.toml} is about.
 *
 * @param name of the provider or domain; empty for the default
 * @param source of which egress source alone; empty: of all
 * @param rest of the path behind it
 */
record ShapingScope(Kind kind, String name, String source, List<String> rest) {
  static final String AUTOMATION = "automation";

  /** The three kinds of sections. */
  enum Kind {
    DEFAULT,
    PROVIDER,
    DOMAIN
  }

  /** Of a value; empty where it stands outside of all sections. */
  static Optional<ShapingScope> of(List<String> path) {
    boolean isProvider = path.get(0).equals("provider") && path.size() > 2;
    int names = isProvider ? 2 : 1;
    boolean isLoose = path.get(0).equals("provider") && !isProvider;
    if (path.size() <= names || isLoose) {
      return Optional.empty();
    }
    String name = path.get(names - 1);
    Kind kind = isProvider ? Kind.PROVIDER : name.equals("default") ? Kind.DEFAULT : Kind.DOMAIN;
    List<String> rest = path.subList(names, path.size());
    boolean ofSource = rest.size() > 2 && rest.get(0).equals("sources");
    return Optional.of(
        new ShapingScope(
            kind,
            kind == Kind.DEFAULT ? "" : name,
            ofSource ? rest.get(1) : "",
            List.copyOf(ofSource ? rest.subList(2, rest.size()) : rest)));
  }

  boolean isAutomation() {
    return rest.get(0).equals(AUTOMATION);
  }

  /** As people find it in the file. */
  String title() {
    String section =
        switch (kind) {
          case DEFAULT -> "default";
          case PROVIDER -> "provider." + name;
          case DOMAIN -> name;
        };
    return "[" + section + (source.isEmpty() ? "" : ".sources." + source) + "]";
  }
}
