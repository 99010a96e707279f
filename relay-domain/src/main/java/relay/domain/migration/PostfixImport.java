package relay.domain.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.migration.ImportedLine.Fate;

/**
 * Reads the maps {@code transport} and {@code sasl_passwd} and the parameter {@code relayhost} of a
 * Postfix as routes. They are asked behind routes that have no order of their own.
 */
public final class PostfixImport {
  private static final String TRANSPORT = "transport";
  private static final String RELAY_HOST = "relayhost";
  private static final String NO_MX =
      "; its mail exchangers are not asked: name the host to connect to";
  private final List<ImportedLine> lines = new ArrayList<>();
  private final PostfixRoutes routes;
  private boolean hasRest;

  private PostfixImport(PostfixLogins logins) {
    this.routes = new PostfixRoutes(logins);
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
    var read = new PostfixImport(known);
    PostfixMap.read(transport).entries().forEach(read::entry);
    if (!relayHost.isBlank()) {
      read.relayHost(relayHost.strip());
    }
    var documents = read.routes.documents();
    List<ImportedLine> lines = new ArrayList<>(read.lines);
    lines.addAll(known.lines());
    return new PostfixPlan(lines, documents);
  }

  private void entry(PostfixMap.Entry entry) {
    Optional<PostfixPattern> pattern = PostfixPattern.read(entry.key());
    String written = entry.key() + " " + entry.value();
    if (pattern.isEmpty()) {
      lines.add(
          new ImportedLine(
              TRANSPORT, entry.line(), written, Fate.NOT, "is no address, domain, .domain or *"));
      return;
    }
    hasRest |= pattern.get().condition().equals(PostfixPattern.EVERYTHING);
    take(TRANSPORT, entry.line(), written, pattern.get(), PostfixHop.ofTransport(entry.value()));
  }

  private void relayHost(String value) {
    if (hasRest) {
      lines.add(
          new ImportedLine(
              RELAY_HOST, 0, value, Fate.NOT, "the * of transport takes all mail before it"));
    } else {
      take(RELAY_HOST, 0, value, PostfixPattern.REST, PostfixHop.ofRelayHost(value));
    }
  }

  private void take(
      String file, int line, String written, PostfixPattern pattern, PostfixHop.Reading reading) {
    if (reading.hop().isEmpty()) {
      lines.add(new ImportedLine(file, line, written, Fate.NOT, reading.why()));
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
