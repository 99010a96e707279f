package relay.ejb.routing;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import relay.domain.egress.ReverseLookup;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.DnsSettings;
import relay.domain.routing.DnssecMode;
import relay.domain.routing.DomainLookup;
import relay.domain.routing.LookupResult;
import relay.domain.routing.MailExchanger;
import relay.domain.routing.ResolverProbe;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.transport.TlsaLookup;
import relay.domain.transport.TlsaRecord;
import relay.domain.verification.ReverseName;

/**
 * Asks resolvers about domains and remembers what they say. Follows CNAME records, asking again
 * where the resolver did not. Thread-safe; to be closed once when the application ends, for the
 * library keeps a thread.
 */
public final class DnsDomainLookup
    implements DomainLookup, DkimKeyLookup, TlsaLookup, ReverseLookup, AutoCloseable {
  private static final int ALIASES_MAX = 16;
  private static final int QUESTIONS_MAX = 8;
  private final DnsServers servers;
  private final AnswerMemory memory;
  private final DnssecMode dnssec;
  private final Optional<DnssecValidator> validator;

  /**
   * @param clock for the times of signatures, where the relay validates
   * @throws relay.domain.settings.InvalidSetting for trust anchors that cannot be used
   */
  public DnsDomainLookup(DnsSettings settings, InstantSource clock) {
    // Read once by the library when it first sends: a hook would keep this application in memory.
    System.setProperty("dnsjava.nio.register_shutdown_hook", "false");
    servers = new DnsServers(settings);
    memory = new AnswerMemory(settings);
    dnssec = settings.dnssec().mode();
    validator =
        dnssec == DnssecMode.VALIDATE
            ? Optional.of(new DnssecValidator(servers, settings, clock))
            : Optional.empty();
  }

  @Override
  public LookupResult<MailExchanger> mailExchangers(DomainName domain) {
    return result(domain, Type.MX, DnsDomainLookup::exchanger);
  }

  @Override
  public LookupResult<Inet4Address> ipv4(DomainName host) {
    return result(host, Type.A, r -> (Inet4Address) ((ARecord) r).getAddress());
  }

  @Override
  public LookupResult<Inet6Address> ipv6(DomainName host) {
    return result(
        host,
        Type.AAAA,
        // An IPv4-mapped address comes back as IPv4: nothing to connect to over IPv6.
        r -> ((AAAARecord) r).getAddress() instanceof Inet6Address v6 ? v6 : null);
  }

  @Override
  public LookupResult<DomainName> alias(DomainName name) {
    return result(name, Type.CNAME, DnsDomainLookup::target);
  }

  @Override
  public LookupResult<TlsaRecord> tlsaOf(DomainName host, int port) {
    return judged("_" + port + "._tcp." + host.ascii(), Type.TLSA, DnsDomainLookup::tlsa);
  }

  @Override
  public LookupResult<String> namesOf(InetAddress address) {
    return result(
        ReverseName.of(address), Type.PTR, r -> ((PTRRecord) r).getTarget().toString(true));
  }

  @Override
  public DkimKeyLookup.Answer textsOf(String name) {
    Name asked;
    try {
      asked = Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      return new DkimKeyLookup.Answer.Missing();
    }
    DnsAnswer answer = answer(asked, Type.TXT, false);
    if (answer instanceof DnsAnswer.Records found) {
      return new DkimKeyLookup.Answer.Found(
          found.records().stream()
              .map(r -> String.join("", ((TXTRecord) r).getStrings()))
              .toList());
    }
    return answer instanceof DnsAnswer.Failure failure
        ? new DkimKeyLookup.Answer.Unavailable(failure.problem())
        : new DkimKeyLookup.Answer.Missing();
  }

  /** Asks the same resolvers, past what is remembered of them. */
  public ResolverProbe probe() {
    return new DnsResolverProbe(servers, validator);
  }

  /** Ends the library's thread; later questions fail or start it again. */
  @Override
  public void close() {
    NioClient.close();
  }

  private <T> LookupResult<T> result(DomainName domain, int type, Function<Record, T> reader) {
    return judged(domain.ascii(), type, reader);
  }

  /** The records of a name, which need not be one of a host; nothing is validated for them. */
  <T> LookupResult<T> result(String text, int type, Function<Record, T> reader) {
    return result(text, type, false, reader);
  }

  /** What the mail path goes by. */
  private <T> LookupResult<T> judged(String text, int type, Function<Record, T> reader) {
    return result(text, type, true, reader);
  }

  private <T> LookupResult<T> result(
      String text, int type, boolean judged, Function<Record, T> reader) {
    Name name;
    try {
      name = Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      return new LookupResult.NoSuchDomain<>();
    }
    DnsAnswer answer = answer(name, type, judged);
    if (answer instanceof DnsAnswer.Records found) {
      List<T> values = new ArrayList<>();
      found.records().forEach(r -> Optional.ofNullable(reader.apply(r)).ifPresent(values::add));
      return values.isEmpty()
          ? new LookupResult.NoData<>()
          : new LookupResult.Found<>(values, found.security().isSecure());
    }
    if (answer instanceof DnsAnswer.NoName) {
      return new LookupResult.NoSuchDomain<>();
    }
    return answer instanceof DnsAnswer.Failure failure
        ? new LookupResult.TemporaryFailure<>(failure.problem())
        : new LookupResult.NoData<>();
  }

  /** What the mail path is answered; empty for what is no name. */
  Optional<DnsAnswer> judged(String text, int type) {
    try {
      return Optional.of(answer(Name.fromString(text, Name.root), type, true));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  private DnsAnswer answer(Name name, int type, boolean judged) {
    // Only a validation of our own makes a difference between the two.
    boolean validated = judged && validator.isPresent();
    var question = new AnswerMemory.Question(name, type, validated);
    return memory
        .recall(question)
        .orElseGet(
            () -> {
              DnsAnswer fresh = ask(name, type, validated);
              memory.keep(question, fresh);
              return fresh;
            });
  }

  /** Asks, and asks about the end of a chain of aliases that the resolver left open. */
  private DnsAnswer ask(Name first, int type, boolean validated) {
    Name name = first;
    long ttl = Long.MAX_VALUE;
    int aliases = 0;
    AnswerSecurity security = AnswerSecurity.SECURE;
    for (int i = 0; i < QUESTIONS_MAX; i++) {
      DnsReply reply = validated ? validator.get().ask(question(name, type)) : asked(name, type);
      if (reply.message() == null) {
        return new DnsAnswer.Failure(reply.security());
      }
      security = security.isSecure() ? reply.security() : security;
      List<Record> section = reply.message().getSection(Section.ANSWER);
      // Who asks for the alias itself does not want to know what is behind it.
      Optional<Record> alias =
          type == Type.CNAME ? Optional.empty() : find(section, name, Type.CNAME);
      boolean followed = alias.isPresent();
      while (alias.isPresent() && aliases < ALIASES_MAX) {
        ttl = Math.min(ttl, alias.get().getTTL());
        name = ((CNAMERecord) alias.get()).getTarget();
        aliases++;
        alias = find(section, name, Type.CNAME);
      }
      if (alias.isPresent()) {
        break;
      }
      Name end = name;
      List<Record> found =
          section.stream().filter(r -> r.getType() == type && r.getName().equals(end)).toList();
      if (!found.isEmpty()) {
        return new DnsAnswer.Records(found, Math.min(ttl, shortest(found)), security);
      }
      if (reply.message().getRcode() == Rcode.NXDOMAIN) {
        return new DnsAnswer.NoName(Math.min(ttl, negativeTtl(reply.message())), security);
      }
      if (!followed || hasAuthority(reply.message())) {
        return new DnsAnswer.NoRecord(Math.min(ttl, negativeTtl(reply.message())), security);
      }
    }
    return new DnsAnswer.Failure(
        AnswerSecurity.unknown("too many aliases behind " + first.toString(true)));
  }

  /** As the resolver says it. */
  private DnsReply asked(Name name, int type) {
    DnsReply reply = servers.ask(question(name, type));
    if (reply.message() == null || dnssec != DnssecMode.TRUST_AD) {
      return reply;
    }
    return reply.with(
        reply.message().getHeader().getFlag(Flags.AD)
            ? AnswerSecurity.SECURE
            : AnswerSecurity.insecure("the resolver does not say that it validated it"));
  }

  private Message question(Name name, int type) {
    Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    if (dnssec == DnssecMode.TRUST_AD) {
      // RFC 6840 5.7: asks the resolver to say whether it validated the answer.
      question.getHeader().setFlag(Flags.AD);
    }
    return question;
  }

  private static Optional<Record> find(List<Record> records, Name name, int type) {
    return records.stream()
        .filter(r -> r.getType() == type && r.getName().equals(name))
        .findFirst();
  }

  private static long shortest(List<Record> records) {
    return records.stream().mapToLong(Record::getTTL).min().orElse(0);
  }

  /** An SOA beside no records says that there are none (RFC 2308 2.2). */
  private static boolean hasAuthority(Message message) {
    return message.getSection(Section.AUTHORITY).stream().anyMatch(SOARecord.class::isInstance);
  }

  /** RFC 2308 5; without an SOA the answer is not to be remembered. */
  private static long negativeTtl(Message message) {
    return message.getSection(Section.AUTHORITY).stream()
        .filter(SOARecord.class::isInstance)
        .mapToLong(r -> Math.min(r.getTTL(), ((SOARecord) r).getMinimum()))
        .findFirst()
        .orElse(0);
  }

  /** Null for a target that no mail host can be called. */
  private static DomainName target(Record cname) {
    try {
      return DomainName.of(((CNAMERecord) cname).getTarget().toString(true));
    } catch (InvalidAddress e) {
      return null;
    }
  }

  private static TlsaRecord tlsa(Record record) {
    var tlsa = (TLSARecord) record;
    return new TlsaRecord(
        tlsa.getCertificateUsage(),
        tlsa.getSelector(),
        tlsa.getMatchingType(),
        HexFormat.of().formatHex(tlsa.getCertificateAssociationData()));
  }

  static MailExchanger exchanger(Record mx) {
    MXRecord record = (MXRecord) mx;
    return new MailExchanger(record.getPriority(), record.getTarget().toString(true));
  }
}
