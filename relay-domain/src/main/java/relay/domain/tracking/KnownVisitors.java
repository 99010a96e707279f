package relay.domain.tracking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.NetworkRange;

/**
 * Programs that fetch pictures and follow links of mail, and how to tell them: a file of facts.
 * Immutable, thread-safe.
 */
final class KnownVisitors {
  private static final String FILE = "visitors.txt";
  private static final KnownVisitors OWN = read();
  private final List<Fact> facts;

  /**
   * One line.
   *
   * @param range empty: it is told by its agent
   * @param agent in small letters
   */
  private record Fact(
      String name,
      boolean isMachine,
      boolean opens,
      boolean clicks,
      Optional<NetworkRange> range,
      boolean isWhole,
      String agent) {

    static Fact of(String line) {
      String[] words = line.split(" ", 5);
      if (words.length < 5) {
        throw new IllegalArgumentException(FILE + ": a line has five words: " + line);
      }
      boolean isRange = oneOf(words[3], "network", "agent", "agent-is");
      return new Fact(
          words[0],
          oneOf(words[1], "machine", "person"),
          !oneOf(words[2], "clicks", "opens", "both"),
          !words[2].equals("opens"),
          isRange ? Optional.of(NetworkRange.parse(words[4])) : Optional.empty(),
          words[3].equals("agent-is"),
          words[4].toLowerCase(Locale.ROOT));
    }

    /** Whether it is the first of the words; it must be one of them. */
    private static boolean oneOf(String word, String first, String... others) {
      if (!word.equals(first) && !List.of(others).contains(word)) {
        throw new IllegalArgumentException(FILE + " has a word that means nothing: " + word);
      }
      return word.equals(first);
    }

    boolean fits(VisitKind kind, Visitor visitor, String agentOf) {
      if (kind == VisitKind.OPEN ? !opens : !clicks) {
        return false;
      }
      if (range.isPresent()) {
        return range.get().contains(visitor.client());
      }
      return isWhole ? agentOf.equals(agent) : agentOf.contains(agent);
    }
  }

  /** A visitor that is known by name. */
  record Known(String name, boolean isMachine) {}

  private KnownVisitors(List<Fact> facts) {
    this.facts = facts;
  }

  static KnownVisitors own() {
    return OWN;
  }

  private static KnownVisitors read() {
    try (InputStream in = KnownVisitors.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return of(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /**
   * @throws IllegalArgumentException for a line that cannot be read
   */
  static KnownVisitors of(List<String> lines) {
    return new KnownVisitors(
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Fact::of)
            .toList());
  }

  /** The first fact that fits. */
  Optional<Known> find(VisitKind kind, Visitor visitor) {
    String agent = visitor.agent().toLowerCase(Locale.ROOT);
    for (Fact fact : facts) {
      if (fact.fits(kind, visitor, agent)) {
        return Optional.of(new Known(fact.name(), fact.isMachine()));
      }
    }
    return Optional.empty();
  }
}
