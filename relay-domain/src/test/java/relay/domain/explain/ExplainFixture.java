package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.backup.Primaries;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlObject;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.egress.AddressMemory;
import relay.domain.egress.EgressDesk;
import relay.domain.egress.EgressFixture;
import relay.domain.egress.LeavingMail;
import relay.domain.listener.ListenerSettings;
import relay.domain.mail.DomainName;
import relay.domain.mail.Lane;
import relay.domain.quota.QuotaBook;
import relay.domain.quota.QuotaDesk;
import relay.domain.reception.ConfiguredAccounts;
import relay.domain.reception.CredentialAccounts;
import relay.domain.reception.JoinedAccounts;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.retention.RetentionRules;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.BuiltInDomains;
import relay.domain.routing.DnssecTrail;
import relay.domain.routing.FakeDns;
import relay.domain.routing.FakeWitness;
import relay.domain.routing.HostSearch;
import relay.domain.routing.Ourselves;
import relay.domain.routing.Router;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetHealth;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.ReadyKey;
import relay.domain.signing.SigningKey;
import relay.domain.simulator.SimulatorRoutes;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.transport.DaneSearch;
import relay.domain.transport.FakeTlsa;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.TransportRules;
import relay.domain.warmup.WarmUpFixture;
import relay.domain.warmup.WarmUps;

/** A whole relay's rules at noon, as settings, objects, brakes, keys and a zone make them. */
public final class ExplainFixture {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 8, Lane.TRANSACTIONAL, 10, Lane.BULK, 40);
  private final Map<String, String> settings = new HashMap<>(Map.of("route.default", "mx"));
  private final List<Brake> brakes = new ArrayList<>();
  private final List<ReadyKey> keys = new ArrayList<>();
  private Tenancy tenancy = Tenancy.EMPTY;
  private final Set<InetAddress> addresses = new HashSet<>();
  public final FakeDns dns = new FakeDns();
  final FakeWitness dnssec = new FakeWitness().usually(AnswerSecurity.UNCHECKED);
  private Optional<FakeTlsa> tlsa = Optional.empty();
  private StsPolicy sts;
  final TargetHealth health = new TargetHealth(() -> configuration().routeHealth(), () -> NOON);
  private QuotaDesk quotas;
  private TrafficControl traffic;
  private WarmUps warmUps;

  public ExplainFixture with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  public ExplainFixture with(ControlObject... objects) {
    tenancy = Tenancies.with(objects);
    return this;
  }

  /** This machine has the address. */
  public ExplainFixture has(String address) {
    addresses.add(EgressFixture.address(address));
    return this;
  }

  public ExplainFixture brake(Brake brake) {
    brakes.add(brake);
    return this;
  }

  /** The MTA-STS policy of every domain. */
  ExplainFixture sts(StsPolicy policy) {
    sts = policy;
    return this;
  }

  /** From now on somebody validates, and finds these records. */
  ExplainFixture validates(FakeTlsa records) {
    dnssec.usually(AnswerSecurity.SECURE);
    tlsa = Optional.of(records);
    return this;
  }

  ExplainFixture key(String selector, String domain) {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var key = SigningKey.of(selector, DomainName.of(domain), pair.getPrivate());
      keys.add(new ReadyKey(key, octets -> octets));
      return this;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** What was handed in before counts. */
  QuotaDesk quotas() {
    if (quotas == null) {
      quotas =
          new QuotaDesk(
              new QuotaBook(() -> configuration().quota()),
              () -> tenancy,
              () -> configuration().quota().client());
    }
    return quotas;
  }

  TrafficControl traffic() {
    if (traffic == null) {
      traffic = new TrafficControl(() -> configuration().traffic(), WORKERS);
    }
    return traffic;
  }

  RelayConfiguration configuration() {
    return RelayConfiguration.of(settings, Map.of());
  }

  public MailExplainer explainer() {
    RelayConfiguration configuration = configuration();
    Random random = new Random(1);
    InstantSource clock = InstantSource.fixed(NOON);
    var policy =
        new ReceptionPolicy(configuration.reception(), configuration.smtp().loopbackListeners());
    return new MailExplainer(
        () -> policy.over(tenancy),
        quotas(),
        new DkimSigner(this::keysFor, configuration.signing(), clock),
        new MailExplainer.DeliveryRules(
            () ->
                BrakeBook.of(brakes, NOON)
                    .asking(d -> Optional.empty(), new LeavingMail(egress(random))::sourcesOf),
            new StreamRoutes(new Router(configuration::routing, builtIn()), () -> tenancy),
            new HostSearch(
                dns,
                new Ourselves(Set.of(), Set.of(), Set.of(), Set.of()),
                configuration.hostSearch(),
                random),
            new DnssecTrail(dnssec, dns, 25),
            new TransportRules(
                configuration::tlsPolicy,
                tlsa.map(records -> new DaneSearch(dns, records)),
                domain -> Optional.ofNullable(sts)),
            traffic(),
            new Sites(dns, () -> configuration.traffic(), clock),
            egress(random),
            warmUps(),
            new Primaries(() -> tenancy, health, configuration::backup, clock, random),
            new RetrySchedule(new RetryRules(configuration::retry, () -> tenancy), random)),
        new RetentionRules(() -> tenancy, configuration::retention),
        clock);
  }

  private EgressDesk egress(RandomGenerator random) {
    return new EgressDesk(
        () -> tenancy.state(), new AddressMemory(addresses::contains, () -> NOON), random);
  }

  /** Over the same objects; what was counted is of this fixture. */
  public WarmUps warmUps() {
    if (warmUps == null) {
      warmUps = WarmUpFixture.over(() -> tenancy.state());
    }
    return warmUps;
  }

  private BuiltInDomains builtIn() {
    return configuration()
        .simulator()
        .domain()
        .<BuiltInDomains>map(domain -> new SimulatorRoutes(domain, "127.0.0.1", 2501, 2502))
        .orElse(BuiltInDomains.NONE);
  }

  private List<ReadyKey> keysFor(String tenant, DomainName domain) {
    return keys.stream().filter(k -> k.key().domain().equals(domain)).toList();
  }

  public QuestionReader reader() {
    RelayConfiguration configuration = configuration();
    List<ListenerSettings> listeners = configuration.smtp().listeners();
    return new QuestionReader(
        () -> tenancy,
        new JoinedAccounts(
            new ConfiguredAccounts(configuration.accounts().users()),
            new CredentialAccounts(() -> tenancy)),
        listeners);
  }

  /** The answer to a question in JSON, with ' for ". */
  Explanation explain(String question) {
    Explanation found =
        explainer().explain(reader().read(ControlJson.read(question.replace('\'', '"'))));
    assertThatAllSettingsExist(found);
    return found;
  }

  Explanation explain(StoredMail mail) {
    Explanation found = explainer().explain(mail);
    assertThatAllSettingsExist(found);
    return found;
  }

  static Step step(Explanation explanation, Topic topic) {
    List<Step> all = new ArrayList<>(explanation.door());
    explanation.recipients().forEach(r -> all.addAll(r.steps()));
    Optional<Step> found = all.stream().filter(s -> s.topic() == topic).findFirst();
    assertThat(found).as("step about %s in %s", topic, all).isPresent();
    return found.get();
  }

  /** An operator who looks up a key that an answer names must find it. */
  private static void assertThatAllSettingsExist(Explanation explanation) {
    List<Step> all = new ArrayList<>(explanation.door());
    explanation.recipients().forEach(r -> all.addAll(r.steps()));
    all.stream()
        .flatMap(s -> s.by().stream())
        .filter(by -> by.kind().equals("setting"))
        .forEach(
            by ->
                assertThat(RelayConfiguration.declared())
                    .as(by.name())
                    .anyMatch(declared -> fits(declared.key(), by.name())));
  }

  private static boolean fits(String declared, String named) {
    String[] parts = declared.split("\\.");
    String[] words = named.split("\\.");
    return parts.length == words.length
        && Arrays.equals(
            parts,
            words,
            (a, b) ->
                a.equals(b)
                        || a.equals("*")
                        || b.endsWith("*") && a.startsWith(b.substring(0, b.length() - 1))
                    ? 0
                    : 1);
  }
}
