package relay.domain.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.migration.ImportedLine.Fate;

/** The logins of {@code sasl_passwd}, and which of them somebody asked for. For one thread. */
final class PostfixLogins {
  static final String FILE = "sasl_passwd";
  private final PostfixMap map;
  private final Map<String, PostfixMap.Entry> byKey = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /** A name and a password; the text never shows the password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  PostfixLogins(PostfixMap map) {
    this.map = map;
    map.entries().forEach(entry -> byKey.putIfAbsent(folded(entry.key()), entry));
  }

  /** The login at the first of these next hops that has one, as Postfix looks it up. */
  Optional<Login> of(List<String> nextHops) {
    for (String hop : nextHops) {
      for (String key : keys(hop)) {
        Optional<Login> login =
            Optional.ofNullable(byKey.get(folded(key))).flatMap(PostfixLogins::login);
        if (login.isPresent()) {
          used.add(folded(key));
          return login;
        }
      }
    }
    return Optional.empty();
  }

  /** As it is written, without its port, without its brackets. */
  private static List<String> keys(String hop) {
    int colon = hop.indexOf(':', Math.max(0, hop.indexOf(']')));
    String host = colon < 0 ? hop : hop.substring(0, colon);
    return List.of(hop, host, host.replace("[", "").replace("]", ""));
  }

  private static Optional<Login> login(PostfixMap.Entry entry) {
    int colon = entry.value().indexOf(':');
    return colon < 1 || colon == entry.value().length() - 1
        ? Optional.empty()
        : Optional.of(
            new Login(entry.value().substring(0, colon), entry.value().substring(colon + 1)));
  }

  /** What became of each entry. Ask when all routes are made. */
  List<ImportedLine> lines() {
    List<ImportedLine> lines = new ArrayList<>();
    for (PostfixMap.Entry entry : map.entries()) {
      Optional<Login> login = login(entry);
      String written = shownKey(entry) + " " + login.map(Login::user).orElse("") + ":...";
      if (login.isEmpty()) {
        lines.add(line(entry, shownKey(entry), Fate.NOT, "has no USER:PASSWORD"));
      } else if (byKey.get(folded(entry.key())) != entry) {
        lines.add(line(entry, written, Fate.NOT, "stands there twice; the first one counts"));
      } else if (used.contains(folded(entry.key()))) {
        lines.add(line(entry, written, Fate.MAPS, "logs in at its routes, the password sealed"));
      } else if (entry.key().indexOf('@') >= 0) {
        lines.add(
            line(
                entry, written, Fate.NOT, "is of one sender: a route with when.senders does that"));
      } else {
        lines.add(line(entry, written, Fate.NOT, "no line of transport or relayhost leads there"));
      }
    }
    return lines;
  }

  /** Tables of Postfix do not tell upper from lower case. */
  private static String folded(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  /** A line without its blank, or without its key, may have a password where the key should be. */
  private static String shownKey(PostfixMap.Entry entry) {
    String key = entry.key();
    int colon = key.indexOf(':', Math.max(0, key.indexOf(']')));
    boolean isPlain = colon < 0 || PostfixHop.isPort(key.substring(colon + 1));
    return isPlain && !entry.value().isEmpty() ? key : "...";
  }

  private static ImportedLine line(PostfixMap.Entry entry, String written, Fate fate, String says) {
    return new ImportedLine(FILE, entry.line(), written, fate, says);
  }
}
