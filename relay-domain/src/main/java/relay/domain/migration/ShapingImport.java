package relay.domain.migration;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import relay.domain.mail.DomainName;
import relay.domain.migration.ImportedLine.Fate;
import relay.domain.migration.ShapingFields.Meaning;
import relay.domain.migration.ShapingScope.Kind;

/**
 * Reads a {@code shaping.toml} of KumoMTA as limits of our flows. Asks nobody: which domains share
 * servers is not known here, so what the file says of a domain counts for that domain alone.
 */
public final class ShapingImport {
  private static final String FILE = "shaping";
  private static final String DOMAIN_ALONE =
      "for this domain alone; for all with its servers say traffic.site.END.limits";
  private static final String SETTING_LIMITS = ".limits";
  private final List<ImportedLine> lines = new ArrayList<>();
  private final ShapingProviders providers = new ShapingProviders();
  private final Map<List<String>, JsonValue> actions = new HashMap<>();
  private final Map<List<String>, JsonValue> values = new HashMap<>();
  private final SortedMap<String, String> settings = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Long>> limits = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, SortedMap<String, Long>>> sources =
      new TreeMap<>();

  private ShapingImport() {}

  /**
   * What the file becomes.
   *
   * @throws UnreadableLine for what is no TOML
   */
  public static ShapingPlan read(String toml) {
    List<TomlEntry> entries = TomlReader.read(toml);
    ShapingImport read = new ShapingImport();
    entries.forEach(read::learn);
    entries.forEach(read::take);
    return read.plan();
  }

  private void learn(TomlEntry entry) {
    values.put(entry.path(), entry.value());
    Optional<ShapingScope> scope = ShapingScope.of(entry.path());
    if (scope.isEmpty()) {
      return;
    }
    if (scope.get().isAutomation() && entry.key().equals("action")) {
      actions.put(entry.path().subList(0, entry.path().size() - 1), entry.value());
    } else if (scope.get().kind() == Kind.PROVIDER
        && scope.get().rest().equals(List.of(ShapingProviders.MATCH))) {
      providers.learn(scope.get().name(), entry.value());
    }
  }

  private void take(TomlEntry entry) {
    Optional<ShapingScope> scope = ShapingScope.of(entry.path());
    if (scope.isEmpty()) {
      say(entry, "", Fate.NOT, "stands outside of all sections");
    } else if (scope.get().isAutomation()) {
      JsonValue action = actions.get(entry.path().subList(0, entry.path().size() - 1));
      String provider = scope.get().kind() == Kind.PROVIDER ? provider(scope.get()) : "";
      String says =
          ShapingAutomation.says(entry.key(), entry.value(), Optional.ofNullable(action), provider);
      say(entry, scope.get().title(), Fate.NOT, says);
    } else if (entry.value() instanceof JsonObject) {
      say(entry, scope.get().title(), Fate.NOT, "stands in braces: make a section of it");
    } else if (scope.get().rest().size() > 1) {
      say(entry, scope.get().title(), Fate.NOT, "names with dots stand in quotes, or not at all");
    } else if (ShapingTls.isAbout(entry.key())) {
      tls(entry, scope.get());
    } else {
      field(entry, scope.get());
    }
  }

  private String provider(ShapingScope scope) {
    return providers.idOf(scope.name()).orElse("");
  }

  private void field(TomlEntry entry, ShapingScope scope) {
    String field = entry.key();
    switch (field) {
      case ShapingProviders.MATCH -> match(entry, scope);
      case "mx_rollup" -> {
        boolean isAlone = entry.value() == JsonValue.FALSE;
        say(
            entry,
            scope.title(),
            isAlone ? Fate.MAPS : Fate.NOT,
            isAlone ? "a rule for a domain is for it alone here" : DOMAIN_ALONE);
      }
      case "consecutive_connection_failures_before_delay" -> failures(entry, scope);
      default -> limit(entry, scope, ShapingFields.of(field, entry.value()));
    }
  }

  private void match(TomlEntry entry, ShapingScope scope) {
    List<String> ends = providers.newEnds(scope.name());
    String id = provider(scope);
    long unknown = ShapingProviders.unknown(entry.value());
    if (scope.kind() != Kind.PROVIDER || id.isEmpty()) {
      say(entry, scope.title(), Fate.NOT, "names no ends of names of mail exchangers");
      return;
    }
    String key = "traffic.provider." + id + ".exchangers";
    if (!ends.isEmpty()) {
      settings.put(key, String.join(",", ends));
    }
    boolean isCut = providers.isCut(scope.name());
    String without =
        (unknown > 0 ? "without what is no MXSuffix or HostName: " : "")
            + (isCut ? "only the first " + ShapingProviders.ENDS_MAX + ": " : "");
    say(
        entry,
        scope.title(),
        without.isEmpty() ? Fate.MAPS : Fate.PARTLY,
        without + (ends.isEmpty() ? "is the provider " + id : key + " = " + settings.get(key)));
  }

  private void failures(TomlEntry entry, ShapingScope scope) {
    Meaning count = ShapingFields.of("connection_limit", entry.value());
    if (scope.kind() != Kind.DEFAULT || !scope.source().isEmpty()) {
      say(entry, scope.title(), Fate.NOT, "traffic.failures-before-pause is for all destinations");
    } else if (count.limit().isEmpty() || count.value() > 1000) {
      say(entry, scope.title(), Fate.NOT, "is no number from 1 to 1000");
    } else {
      settings.put("traffic.failures-before-pause", String.valueOf(count.value()));
      say(entry, scope.title(), Fate.MAPS, "traffic.failures-before-pause = " + count.value());
    }
  }

  private void tls(TomlEntry entry, ShapingScope scope) {
    String text = entry.value() == JsonValue.TRUE ? "true" : ShapingFields.text(entry.value());
    String level = ShapingTls.levelOf(entry.key(), text);
    if (level.isEmpty()) {
      say(entry, scope.title(), Fate.NOT, "has no counterpart here; docs/tls.md tells the levels");
    } else if (level.equals("auto")) {
      say(entry, scope.title(), Fate.MAPS, "is so without a rule: tls-policy.default = auto");
    } else if (!scope.source().isEmpty() || scope.kind() == Kind.PROVIDER) {
      say(entry, scope.title(), Fate.NOT, "TLS rules name domains: tls-policy.NAME.domains");
    } else if (scope.kind() == Kind.DEFAULT) {
      settings.put("tls-policy.default", level);
      say(entry, scope.title(), Fate.MAPS, "tls-policy.default = " + level);
    } else {
      tlsOfDomain(entry, scope, level);
    }
  }

  private void tlsOfDomain(TomlEntry entry, ShapingScope scope, String level) {
    Optional<String> domain = domain(scope.name());
    if (domain.isEmpty()) {
      say(entry, scope.title(), Fate.NOT, "is no domain");
      return;
    }
    String rule = "tls-policy." + domain.get();
    String before = settings.putIfAbsent(rule + ".level", level);
    if (before != null && !before.equals(level)) {
      say(entry, scope.title(), Fate.NOT, "said twice, " + before + " counts");
      return;
    }
    settings.put(rule + ".domains", domain.get());
    say(entry, scope.title(), Fate.MAPS, rule + ".level = " + level);
  }

  private void limit(TomlEntry entry, ShapingScope scope, Meaning meaning) {
    if (meaning.limit().isEmpty()) {
      say(entry, scope.title(), Fate.NOT, meaning.says());
    } else if (!scope.source().isEmpty()) {
      ofSource(entry, scope, meaning);
    } else if (scope.kind() == Kind.PROVIDER) {
      ofProvider(entry, scope, meaning);
    } else if (scope.kind() == Kind.DEFAULT) {
      put(entry, scope, "traffic.default-limits", meaning);
    } else {
      Optional<String> domain = domain(scope.name());
      boolean isAlone = values.get(List.of(scope.name(), "mx_rollup")) == JsonValue.FALSE;
      if (domain.isEmpty()) {
        say(entry, scope.title(), Fate.NOT, "is no domain");
      } else {
        put(
            entry,
            scope,
            "traffic.domain." + domain.get() + SETTING_LIMITS,
            isAlone ? meaning : meaning.partly(DOMAIN_ALONE));
      }
    }
  }

  private void ofProvider(TomlEntry entry, ShapingScope scope, Meaning meaning) {
    String id = provider(scope);
    String wide = "provider_" + entry.key();
    if (id.isEmpty()) {
      say(entry, scope.title(), Fate.NOT, "the section has no match with an MXSuffix");
    } else if (means(List.of("provider", scope.name(), wide))) {
      say(entry, scope.title(), Fate.NOT, wide + " counts: limits are for the whole provider");
    } else {
      Meaning told =
          ShapingFields.isOfWholeProvider(entry.key()) || meaning.fate() == Fate.PARTLY
              ? meaning
              : meaning.partly("for the whole provider and not for each site");
      put(entry, scope, "traffic.provider." + id + SETTING_LIMITS, told);
    }
  }

  private boolean means(List<String> path) {
    JsonValue value = values.get(path);
    return value != null && ShapingFields.of(path.get(path.size() - 1), value).limit().isPresent();
  }

  private void ofSource(TomlEntry entry, ShapingScope scope, Meaning meaning) {
    String of = scope.kind() == Kind.DEFAULT ? "*" : provider(scope);
    if (scope.kind() == Kind.DOMAIN || of.isEmpty()) {
      say(entry, scope.title(), Fate.NOT, "limits of a source are for all or for a provider");
      return;
    }
    Map<String, Long> known =
        sources
            .computeIfAbsent(scope.source(), s -> new TreeMap<>())
            .computeIfAbsent(of, p -> new TreeMap<>());
    known.merge(meaning.limit().get(), meaning.value(), Math::min);
    say(
        entry,
        scope.title(),
        meaning.fate(),
        told(
            "egress-source " + scope.source() + " limits." + of + ": ",
            meaning.limit().get() + "=" + meaning.value(),
            meaning.says()));
  }

  /** Where two sections become one, the lower number counts. */
  private void put(TomlEntry entry, ShapingScope scope, String key, Meaning meaning) {
    SortedMap<String, Long> known = limits.computeIfAbsent(key, k -> new TreeMap<>());
    String limit = meaning.limit().get();
    Long before = known.get(limit);
    known.merge(limit, meaning.value(), Math::min);
    boolean isSecond = before != null && before != meaning.value();
    say(
        entry,
        scope.title(),
        isSecond ? Fate.PARTLY : meaning.fate(),
        told(
            key + ": ",
            limit + "=" + meaning.value(),
            isSecond ? "said twice, " + known.get(limit) + " counts" : meaning.says()));
  }

  private static String told(String where, String what, String besides) {
    return where + what + (besides.isEmpty() ? "" : "; " + besides);
  }

  private static Optional<String> domain(String name) {
    try {
      // Keys of settings begin with no underscore and have none within.
      return Optional.of(DomainName.of(name).ascii()).filter(n -> n.indexOf('_') < 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void say(TomlEntry entry, String section, Fate fate, String says) {
    String written = (section + " " + entry.key() + " = " + entry.value()).strip();
    lines.add(new ImportedLine(FILE, entry.line(), written, fate, says));
  }

  private ShapingPlan plan() {
    limits.forEach((key, all) -> settings.put(key, written(all)));
    SortedMap<String, SortedMap<String, String>> ofSources = new TreeMap<>();
    sources.forEach(
        (source, byProvider) ->
            byProvider.forEach(
                (provider, all) ->
                    ofSources
                        .computeIfAbsent(source, s -> new TreeMap<>())
                        .put(provider, written(all))));
    return new ShapingPlan(lines, settings, ofSources);
  }

  private static String written(Map<String, Long> limits) {
    var text = new StringJoiner(", ");
    limits.forEach((limit, value) -> text.add(limit + "=" + value));
    return text.toString();
  }
}
