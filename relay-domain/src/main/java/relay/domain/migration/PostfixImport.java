package relay.domain.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import relay.domain.migration.ImportedLine.Fate;

/**
 * Reads the maps {@code transport} and {@code sasl_passwd} and the parameter {@code relayhost} of a
 * Postfix as routes. They are asked behind routes that have no order of their own.
 */
public final class PostfixImport {
  private static final String TRANSPORT = "transport";
  private static final String RELAY_HOST = "relayhost";
  private static final String UNCHANGED = ":";
  private static final String NO_MX =
      "; its mail exchangers are not asked: name the host to connect to";
  private final List<ImportedLine> lines = new ArrayList<>();
  private final PostfixRoutes routes;
  private final Set<String> known = new HashSet<>();
  private final String relayHost;
  private final int widest;
  private boolean hasRest;

  private PostfixImport(PostfixLogins logins, String relayHost, int widest) {
    this.routes = new PostfixRoutes(logins);
    this.relayHost = relayHost;
    this.widest = widest;
  }

  /**
   * What they become.
   *
   * @param transport text of the map, or empty
   * @param logins text of the map {@code sasl_passwd}, or empty
   * @param relayHost value of the parameter, or empty
   * @throws UnreadableLine beyond a bound
   */
  public static PostfixPlan read(String transport, String logins, String relayHost) {
    var known = new PostfixLogins(PostfixMap.read(logins));
    List<PostfixMap.Entry> entries = PostfixMap.read(transport).entries();
    var read = new PostfixImport(known, relayHost.strip(), widest(entries));
    entries.forEach(read::entry);
    if (!relayHost.isBlank()) {
      read.relayHost();
    }
    var documents = read.routes.documents();
    List<ImportedLine> lines = new ArrayList<>(read.lines);
    lines.addAll(known.lines());
    return new PostfixPlan(lines, documents);
  }

  /** The last order of what leads somewhere. */
  private static int widest(List<PostfixMap.Entry> entries) {
    return entries.stream()
        .filter(entry -> !entry.value().equals(UNCHANGED))
        .flatMap(entry -> PostfixPattern.read(entry.key()).stream())
        .mapToInt(PostfixPattern::order)
        .max()
        .orElse(0);
  }

  private void entry(PostfixMap.Entry entry) {
    Optional<PostfixPattern> pattern = PostfixPattern.read(entry.key());
    String value = entry.value();
    // A password map that was taken for this one is not shown.
    boolean isShown = PostfixHop.isKnown(value) && entry.key().indexOf(']') < 0;
    String written = entry.key() + " " + (isShown ? value : value.isEmpty() ? "" : "...");
    if (pattern.isEmpty()) {
      not(TRANSPORT, entry.line(), written, "is no address, domain, .domain or *");
    } else if (!known.add(entry.key().toLowerCase(Locale.ROOT))) {
      not(TRANSPORT, entry.line(), written, "stands there twice; the first one counts");
    } else if (value.equals(UNCHANGED)) {
      take(TRANSPORT, entry.line(), written, pattern.get(), unchanged(pattern.get()));
    } else {
      hasRest |= pattern.get().condition().equals(PostfixPattern.EVERYTHING);
      take(TRANSPORT, entry.line(), written, pattern.get(), PostfixHop.ofTransport(value));
    }
  }

  /** As without the table: it needs a route where wider entries would take the mail. */
  private PostfixHop.Reading unchanged(PostfixPattern pattern) {
    if (pattern.order() >= widest) {
      return PostfixHop.ofTransport(UNCHANGED);
    }
    return relayHost.isEmpty() ? PostfixHop.ofMailExchangers() : PostfixHop.ofRelayHost(relayHost);
  }

  private void relayHost() {
    if (hasRest) {
      not(RELAY_HOST, 0, relayHost, "the * of transport takes all mail before it");
    } else {
      take(RELAY_HOST, 0, relayHost, PostfixPattern.REST, PostfixHop.ofRelayHost(relayHost));
    }
  }

  private void not(String file, int line, String written, String why) {
    lines.add(new ImportedLine(file, line, written, Fate.NOT, why));
  }

  private void take(
      String file, int line, String written, PostfixPattern pattern, PostfixHop.Reading reading) {
    if (reading.hop().isEmpty()) {
      not(file, line, written, reading.why());
      return;
    }
    PostfixHop hop = reading.hop().get();
    routes.add(pattern, hop);
    String says =
        "a route for "
            + (pattern.value().isEmpty() ? "all other mail" : pattern.value())
            + ": "
            + hop.kind()
            + (hop.hosts().isEmpty() ? "" : " " + String.join(", ", hop.hosts()));
    lines.add(
        new ImportedLine(
            file,
            line,
            written,
            reading.asksForMx() ? Fate.PARTLY : Fate.MAPS,
            reading.asksForMx() ? says + NO_MX : says));
  }
}
