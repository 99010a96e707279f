package relay.domain.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import relay.domain.mail.IpLiteral;
import relay.domain.transport.TlsaRecord;

/**
 * A resolver on a free loopback port, UDP and TCP, with a zone of its own: names it does not hold
 * do not exist. For tests; thread-safe.
 */
public final class ScriptedDns implements AutoCloseable {
  static final int A = 1;
  static final int CNAME = 5;
  static final int PTR = 12;
  static final int MX = 15;
  static final int TXT = 16;
  static final int AAAA = 28;
  static final int TLSA = 52;

  private final Map<String, List<DnsRecord>> zone = new LinkedHashMap<>();
  private final Map<String, Integer> codes = new LinkedHashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Set<String> unsigned = new HashSet<>();
  private final Set<String> truncated = new HashSet<>();
  private final List<String> questions = new ArrayList<>();
  private boolean followsAliases = true;
  private boolean validates;
  private long ttl = 300;
  private final DnsDoor door = DnsDoor.open(this::answer);

  private ScriptedDns() {}

  /** One record of the zone; the data in wire form. */
  record DnsRecord(int type, long ttl, byte[] data, String target) {}

  public static ScriptedDns start() {
    return new ScriptedDns();
  }

  /** As the setting {@code dns.servers} wants it. */
  public String server() {
    return door.server();
  }

  /** Of the records added from now on, in seconds. */
  public synchronized ScriptedDns ttl(long seconds) {
    ttl = seconds;
    return this;
  }

  public ScriptedDns mx(String name, int preference, String host) {
    return add(name, new DnsRecord(MX, ttl, DnsWire.mx(preference, host), null));
  }

  public ScriptedDns address(String name, String address) {
    byte[] octets = IpLiteral.parse(address).orElseThrow().getAddress();
    return add(name, new DnsRecord(octets.length == 4 ? A : AAAA, ttl, octets, null));
  }

  public ScriptedDns alias(String name, String target) {
    return add(name, new DnsRecord(CNAME, ttl, DnsWire.name(target), target));
  }

  /** A PTR record; the name is the reverse one. */
  public ScriptedDns pointer(String name, String target) {
    return add(name, new DnsRecord(PTR, ttl, DnsWire.name(target), null));
  }

  public ScriptedDns text(String name, String... strings) {
    return add(name, new DnsRecord(TXT, ttl, DnsWire.strings(strings), null));
  }

  public ScriptedDns tlsa(String name, TlsaRecord record) {
    return add(name, new DnsRecord(TLSA, ttl, DnsWire.tlsa(record), null));
  }

  /** Takes away all records of a name. */
  public synchronized ScriptedDns remove(String name) {
    zone.remove(name);
    return this;
  }

  /** Answers with this name in them are never validated. */
  public synchronized ScriptedDns unsigned(String name) {
    unsigned.add(name);
    return this;
  }

  /** Answers questions about this name with an error code, such as 2 for SERVFAIL. */
  public synchronized ScriptedDns fails(String name, int code) {
    codes.put(name, code);
    return this;
  }

  public synchronized ScriptedDns silent(String name) {
    silent.add(name);
    return this;
  }

  /** Ends the silence about this name. */
  public synchronized ScriptedDns speaks(String name) {
    silent.remove(name);
    return this;
  }

  /** Answers questions about this name in full over TCP only. */
  public synchronized ScriptedDns onlyOverTcp(String name) {
    truncated.add(name);
    return this;
  }

  /** Leaves it to the client to ask about the target of an alias. */
  public synchronized ScriptedDns leavesAliasesOpen() {
    followsAliases = false;
    return this;
  }

  /** From now on none of the names exist. */
  public synchronized void forgetAll() {
    zone.clear();
  }

  /** Says that it validated its answers, to those who ask for that. */
  public synchronized ScriptedDns validates() {
    validates = true;
    return this;
  }

  /** All questions so far, such as {@code example.org 15}. */
  public synchronized List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public void close() {
    door.close();
  }

  private synchronized ScriptedDns add(String name, DnsRecord record) {
    zone.computeIfAbsent(name, n -> new ArrayList<>()).add(record);
    return this;
  }

  /** Null when the script says silence. */
  private synchronized byte[] answer(byte[] octets, boolean overTcp) {
    DnsWire.Question question = DnsWire.question(octets);
    String name = question.name().toLowerCase(Locale.ROOT);
    questions.add(name + " " + question.type());
    if (silent.contains(name)) {
      return null;
    }
    if (truncated.contains(name) && !overTcp) {
      return DnsWire.message(question, 0, true, false, List.of());
    }
    if (codes.containsKey(name)) {
      return DnsWire.message(question, codes.get(name), false, false, List.of());
    }
    List<DnsWire.Answer> answers = new ArrayList<>();
    String end = collect(name, question.type(), answers);
    boolean authentic =
        validates
            && question.asksForValidation()
            && !unsigned.contains(name)
            && answers.stream().noneMatch(a -> unsigned.contains(a.name()));
    int code = zone.containsKey(end) || (!end.equals(name) && !followsAliases) ? 0 : 3;
    return DnsWire.message(question, code, false, authentic, answers);
  }

  /** The name at the end of the chain of aliases. */
  private String collect(String first, int type, List<DnsWire.Answer> answers) {
    String name = first;
    for (int i = 0; i < 20; i++) {
      String next = null;
      for (DnsRecord record : zone.getOrDefault(name, List.of())) {
        if (record.type() == type || record.type() == CNAME) {
          answers.add(new DnsWire.Answer(name, record));
          next = record.type() == CNAME ? record.target() : next;
        }
      }
      if (next == null || type == CNAME) {
        return name;
      }
      name = next;
      if (!followsAliases) {
        return name;
      }
    }
    return name;
  }
}
