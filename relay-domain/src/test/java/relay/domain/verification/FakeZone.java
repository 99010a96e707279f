package relay.domain.verification;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;

/**
 * A zone in memory, for tests; names it does not hold do not exist. One line of its text is a
 * record: name, type and data, or a name and {@code TIMEOUT} when what is not listed of that name
 * is never answered.
 */
public final class FakeZone implements RecordLookup {
  private static final int ALIASES_MAX = 8;
  private final Map<String, Map<String, List<String>>> records = new HashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final List<String> questions = new ArrayList<>();

  /** A zone of these lines; empty ones do not count. */
  public static FakeZone of(String lines) {
    FakeZone zone = new FakeZone();
    lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(zone::line);
    return zone;
  }

  public FakeZone add(String name, String type, String data) {
    records
        .computeIfAbsent(key(name), n -> new HashMap<>())
        .computeIfAbsent(type, t -> new ArrayList<>())
        .add(data);
    return this;
  }

  public FakeZone silent(String name) {
    records.computeIfAbsent(key(name), n -> new HashMap<>());
    silent.add(key(name));
    return this;
  }

  /** All questions so far, such as {@code example.org TXT}. */
  public List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public LookupResult<String> texts(String name) {
    return ask(name, "TXT", text -> text);
  }

  @Override
  public LookupResult<InetAddress> ipv4(String name) {
    return ask(name, "A", text -> IpLiteral.parse(text).orElseThrow());
  }

  @Override
  public LookupResult<InetAddress> ipv6(String name) {
    return ask(name, "AAAA", text -> IpLiteral.parse(text).orElseThrow());
  }

  @Override
  public LookupResult<MailExchanger> mailExchangers(String name) {
    return ask(
        name,
        "MX",
        text -> {
          String[] words = text.split(" ", 2);
          return new MailExchanger(Integer.parseInt(words[0]), words[1]);
        });
  }

  @Override
  public LookupResult<String> namesOf(InetAddress address) {
    return ask(ReverseName.of(address), "PTR", text -> text);
  }

  private void line(String line) {
    String[] words = line.split("\\s+", 3);
    if (words[1].equals("TIMEOUT")) {
      silent(words[0]);
    } else {
      add(words[0], words[1], words.length == 3 ? words[2] : "");
    }
  }

  private <T> LookupResult<T> ask(String asked, String type, Function<String, T> reader) {
    questions.add(asked + " " + type);
    String name = key(asked);
    for (int i = 0; i < ALIASES_MAX; i++) {
      Map<String, List<String>> there = records.get(name);
      if (there == null) {
        return new LookupResult.NoSuchDomain<>();
      }
      if (there.containsKey(type)) {
        return new LookupResult.Found<>(there.get(type).stream().map(reader).toList());
      }
      if (!there.containsKey("CNAME")) {
        return silent.contains(name)
            ? new LookupResult.TemporaryFailure<>("no answer about " + asked)
            : new LookupResult.NoData<>();
      }
      name = key(there.get("CNAME").get(0));
    }
    return new LookupResult.TemporaryFailure<>("too many aliases behind " + asked);
  }

  private static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
