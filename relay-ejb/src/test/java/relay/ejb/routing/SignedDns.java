package relay.ejb.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import relay.domain.routing.DnsDoor;

/**
 * A resolver that validates nothing and hands signatures on, over zones that sign themselves. For
 * tests; thread-safe once it answers.
 */
public final class SignedDns implements AutoCloseable {
  private static final int UDP_OCTETS_MAX = 1232;
  private final List<SignedZone> zones = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<Message>> changes = new LinkedHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile boolean strips;
  private volatile boolean silent;
  private final DnsDoor door = DnsDoor.open(this::answer);

  public SignedDns(SignedZone... zones) {
    this.zones.addAll(List.of(zones));
  }

  /** As the setting {@code dns.servers} wants it. */
  public String server() {
    return door.server();
  }

  /** A file for the setting {@code dns.trust-anchors} that trusts the first of the zones. */
  public Path anchors() {
    try {
      Path file = Files.createTempFile("anchors", ".zone");
      file.toFile().deleteOnExit();
      return Files.writeString(file, zones.get(0).anchor() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SignedDns add(SignedZone zone) {
    zones.add(zone);
    return this;
  }

  /** Does this to answers, such as those to {@code example.org. MX}. */
  public synchronized SignedDns changes(String question, Consumer<Message> change) {
    changes.put(question, change);
    return this;
  }

  /** Answers this question with SERVFAIL. */
  public SignedDns fails(String question) {
    return changes(
        question,
        answer -> {
          answer.getHeader().setRcode(Rcode.SERVFAIL);
          answer.removeAllRecords(Section.ANSWER);
          answer.removeAllRecords(Section.AUTHORITY);
        });
  }

  /** Hands no signatures on, as resolvers do that know nothing of DNSSEC. */
  public SignedDns strips() {
    strips = true;
    return this;
  }

  /** Answers nothing any more. */
  public SignedDns silent() {
    silent = true;
    return this;
  }

  /** Such as {@code example.org. MX}. */
  public List<String> questions() {
    return List.copyOf(questions);
  }

  @Override
  public void close() {
    door.close();
  }

  private byte[] answer(byte[] question, boolean overTcp) throws IOException {
    Message answer = answer(new Message(question));
    return silent ? null : answer.toWire(overTcp ? 65_535 : UDP_OCTETS_MAX);
  }

  private synchronized Message answer(Message question) {
    Record asked = question.getQuestion();
    String words = asked.getName() + " " + Type.string(asked.getType());
    questions.add(words);
    var answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.getHeader().setFlag(Flags.RD);
    answer.addRecord(asked, Section.QUESTION);
    resolve(asked.getName(), asked.getType(), answer);
    OPTRecord edns = question.getOPT();
    if (strips || edns == null || (edns.getFlags() & ExtendedFlags.DO) == 0) {
      strip(answer, Section.ANSWER);
      strip(answer, Section.AUTHORITY);
    }
    answer.addRecord(new OPTRecord(UDP_OCTETS_MAX, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    changes.getOrDefault(words, a -> {}).accept(answer);
    return answer;
  }

  private void resolve(Name asked, int type, Message answer) {
    Name name = asked;
    for (int i = 0; i < 20; i++) {
      SignedZone zone = zoneOf(name, type);
      Optional<RRset> found = zone.find(name, type);
      Optional<RRset> alias = zone.find(name, Type.CNAME);
      if (found.isPresent()) {
        zone.signed(found.get()).forEach(r -> answer.addRecord(r, Section.ANSWER));
        return;
      }
      if (alias.isPresent()) {
        zone.signed(alias.get()).forEach(r -> answer.addRecord(r, Section.ANSWER));
        name = ((CNAMERecord) alias.get().first()).getTarget();
        continue;
      }
      Optional<RRset> wild = wildcard(zone, name, type);
      if (wild.isPresent()) {
        expand(zone.signed(wild.get()), name).forEach(r -> answer.addRecord(r, Section.ANSWER));
        new ZoneDenial(zone).of(name).forEach(r -> answer.addRecord(r, Section.AUTHORITY));
        return;
      }
      deny(zone, name, answer);
      return;
    }
  }

  private static void deny(SignedZone zone, Name name, Message answer) {
    boolean exists = zone.exists(name) || zone.names.containsKey(wild(zone, name));
    answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
    zone.signed(zone.find(zone.origin, Type.SOA).orElseThrow())
        .forEach(r -> answer.addRecord(r, Section.AUTHORITY));
    new ZoneDenial(zone).of(name).forEach(r -> answer.addRecord(r, Section.AUTHORITY));
  }

  /** The deepest zone of a name; of a DS record, the one above. */
  private SignedZone zoneOf(Name name, int type) {
    return zones.stream()
        .filter(z -> name.subdomain(z.origin))
        .filter(z -> type != Type.DS || !z.origin.equals(name) || name.equals(Name.root))
        .max(Comparator.comparingInt(z -> z.origin.labels()))
        .orElseThrow();
  }

  private static Optional<RRset> wildcard(SignedZone zone, Name name, int type) {
    if (zone.exists(name)) {
      return Optional.empty();
    }
    return zone.find(wild(zone, name), type);
  }

  private static Name wild(SignedZone zone, Name name) {
    Name encloser = name;
    while (!zone.exists(encloser)) {
      encloser = new Name(encloser, 1);
    }
    return SignedZone.name("*." + encloser);
  }

  static List<Record> expand(List<Record> records, Name name) {
    return records.stream()
        .map(
            r ->
                Record.newRecord(
                    name, r.getType(), r.getDClass(), r.getTTL(), r.rdataToWireCanonical()))
        .toList();
  }

  static void strip(Message answer, int section) {
    for (Record record : List.copyOf(answer.getSection(section))) {
      if (List.of(Type.RRSIG, Type.NSEC, Type.NSEC3).contains(record.getType())) {
        answer.removeRecord(record, section);
      }
    }
  }

  /** Another last octet in the signatures of a section. */
  static void spoil(Message answer, int section) {
    for (Record record : List.copyOf(answer.getSection(section))) {
      if (record instanceof RRSIGRecord) {
        byte[] data = record.rdataToWireCanonical();
        data[data.length - 1] ^= 1;
        answer.removeRecord(record, section);
        answer.addRecord(
            Record.newRecord(record.getName(), Type.RRSIG, 1, record.getTTL(), data), section);
      }
    }
  }
}
