package relay.domain.tenancy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlState;
import relay.domain.mail.DomainName;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/**
 * Everything that decides who may send as whom, indexed for the mail path: each look-up is a few
 * hash look-ups. Immutable; made anew for each state of the control objects.
 */
public final class Tenancy {
  /** Nothing but the tenant of the settings file. */
  public static final Tenancy EMPTY = new Tenancy(ControlState.EMPTY);

  private final ControlState state;
  private final Map<String, Tenant> tenants = new HashMap<>();
  private final Map<String, Map<String, Stream>> streams = new HashMap<>();
  private final Map<String, Credential> credentials = new HashMap<>();
  private final Map<String, Credential> byLoginName = new HashMap<>();
  private final Map<String, Credential> byTokenHash = new HashMap<>();
  private final Map<String, Credential> byCertificate = new HashMap<>();
  private final Map<String, SendingDomain> verified = new HashMap<>();
  private final Map<String, List<DomainKey>> signing = new HashMap<>();
  private final Map<String, InboundDomain> inbound = new HashMap<>();
  private final Map<String, List<DomainName>> feedback = new HashMap<>();
  private final boolean sortsInbound;
  private final boolean hasBackups;
  private final List<ClientRange> ranges = new ArrayList<>();
  private final boolean hasWindows;
  private final boolean allHaveScramKeys;

  public Tenancy(ControlState state) {
    this.state = state;
    tenants.put(Tenant.DEFAULT.id(), Tenant.DEFAULT);
    state.all(TenancyKinds.TENANT).forEach(t -> tenants.put(t.id(), t));
    for (String tenant : tenants.keySet()) {
      Map<String, Stream> own = new HashMap<>();
      for (Lane lane : Lane.values()) {
        own.put(lane.label(), Stream.of(tenant, lane));
      }
      streams.put(tenant, own);
    }
    state
        .all(TenancyKinds.STREAM)
        .forEach(s -> streams.computeIfAbsent(s.tenant(), t -> new HashMap<>()).put(s.name(), s));
    hasWindows = state.all(TenancyKinds.STREAM).stream().anyMatch(s -> s.window().isPresent());
    state.all(TenancyKinds.CREDENTIAL).forEach(this::add);
    for (SendingDomain domain : state.all(TenancyKinds.DOMAIN)) {
      if (domain.isVerified()) {
        verified.put(domain.name().ascii(), domain);
      }
    }
    state.all(TenancyKinds.DKIM_KEY).forEach(this::add);
    signing.replaceAll((domain, keys) -> List.copyOf(keys));
    for (InboundDomain domain : state.all(TenancyKinds.INBOUND_DOMAIN)) {
      inbound.put(domain.name().ascii(), domain);
      if (domain.feedback()) {
        feedback.computeIfAbsent(domain.tenant(), t -> new ArrayList<>(1)).add(domain.name());
      }
    }
    sortsInbound = inbound.values().stream().anyMatch(InboundDomain::isSorted);
    hasBackups = inbound.values().stream().anyMatch(d -> d.backup().isPresent());
    ranges.addAll(state.all(TenancyKinds.CLIENT_RANGE));
    allHaveScramKeys =
        credentials.values().stream()
            .allMatch(c -> c.proof().password().isEmpty() || c.proof().scram().isPresent());
    ranges.sort((a, b) -> Integer.compare(b.range().bits(), a.range().bits()));
  }

  private void add(Credential credential) {
    credentials.put(credential.id(), credential);
    credential.proof().loginName().ifPresent(name -> byLoginName.put(name, credential));
    credential.proof().tokenHash().ifPresent(hash -> byTokenHash.put(hash, credential));
    credential.proof().certificate().ifPresent(c -> byCertificate.put(c, credential));
  }

  private void add(DomainKey key) {
    SendingDomain domain = verified.get(key.domain().ascii());
    if (key.state() == KeyState.ACTIVE && domain != null && domain.tenant().equals(key.tenant())) {
      signing.computeIfAbsent(key.domain().ascii(), d -> new ArrayList<>(2)).add(key);
    }
  }

  /** Raised by each change of any control object. */
  public long revision() {
    return state.revision();
  }

  /** The objects this was made of. */
  public ControlState state() {
    return state;
  }

  public Optional<Tenant> tenant(String id) {
    return Optional.ofNullable(tenants.get(id));
  }

  /** The tenant's own stream of this name, or the one it has for the lane of this name. */
  public Optional<Stream> stream(String tenant, String name) {
    Map<String, Stream> own = streams.get(tenant);
    return own == null ? Optional.empty() : Optional.ofNullable(own.get(name));
  }

  /** The stream of a mail; for one that is gone meanwhile the one of its lane. */
  public Stream streamOf(MailOwner owner, Lane lane) {
    return stream(owner.tenant(), owner.stream()).orElseGet(() -> Stream.of(owner.tenant(), lane));
  }

  /**
   * When the mail of an owner may leave; empty: at any time. Costs a field read without windows.
   */
  public Optional<SendWindow> windowOf(MailOwner owner) {
    return hasWindows
        ? stream(owner.tenant(), owner.stream()).flatMap(Stream::window)
        : Optional.empty();
  }

  /** How much of what waits at a destination the owner of a mail may have. */
  public Weight weightOf(MailOwner owner) {
    Tenant tenant = tenants.get(owner.tenant());
    Optional<Stream> stream = stream(owner.tenant(), owner.stream());
    int ofTenant = tenant == null ? 1 : tenant.weight();
    int ofStream = stream.isEmpty() ? 1 : stream.get().weight();
    return ofTenant == 1 && ofStream == 1 ? Weight.EQUAL : new Weight(ofTenant, ofStream);
  }

  public Optional<Credential> credential(String id) {
    return Optional.ofNullable(credentials.get(id));
  }

  /**
   * The user of this name.
   *
   * @param loginName folded
   */
  public Optional<Credential> byLoginName(String loginName) {
    return Optional.ofNullable(byLoginName.get(loginName));
  }

  /**
   * The holder of this token.
   *
   * @param hash as {@link Tokens#hashOf} makes it
   */
  public Optional<Credential> byTokenHash(String hash) {
    return Optional.ofNullable(byTokenHash.get(hash));
  }

  /** The holder of this certificate, by fingerprint or subject as the credential has it. */
  public Optional<Credential> byCertificate(String text) {
    return Optional.ofNullable(byCertificate.get(text));
  }

  /** Whether SCRAM works for everybody who has a password. */
  public boolean allHaveScramKeys() {
    return allHaveScramKeys;
  }

  /** The smallest range that this client is in. */
  public Optional<ClientRange> rangeOf(InetAddress address) {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).range().contains(address)) {
        return Optional.of(ranges.get(i));
      }
    }
    return Optional.empty();
  }

  /** The verified domain that this one is, or is below of; the nearest counts. */
  public Optional<SendingDomain> verifiedDomain(DomainName domain) {
    String name = domain.ascii();
    for (int from = 0; from >= 0; ) {
      SendingDomain found = verified.get(from == 0 ? name : name.substring(from));
      if (found != null) {
        return Optional.of(found);
      }
      int dot = name.indexOf('.', from);
      from = dot < 0 ? -1 : dot + 1;
    }
    return Optional.empty();
  }

  /**
   * The active keys of a tenant for a domain: its own, or those of the nearest domain above it. A
   * domain that is verified for somebody else has none for this tenant, nor has any above it.
   */
  public List<DomainKey> signingKeys(String tenant, DomainName domain) {
    if (signing.isEmpty()) {
      return List.of();
    }
    String name = domain.ascii();
    for (int from = 0; from >= 0; ) {
      String each = from == 0 ? name : name.substring(from);
      SendingDomain owned = verified.get(each);
      if (owned != null && !owned.tenant().equals(tenant)) {
        return List.of();
      }
      List<DomainKey> keys = signing.get(each);
      if (keys != null) {
        return keys;
      }
      int dot = name.indexOf('.', from);
      from = dot < 0 ? -1 : dot + 1;
    }
    return List.of();
  }

  /** Every active key of every verified domain. */
  public List<DomainKey> signingKeys() {
    return signing.values().stream().flatMap(List::stream).toList();
  }

  /** Present when mail for this domain is taken from anybody. */
  public Optional<InboundDomain> inbound(DomainName domain) {
    return Optional.ofNullable(inbound.get(domain.ascii()));
  }

  /** Whether there is any domain whose mail is kept while its own servers are away. */
  public boolean hasBackups() {
    return hasBackups;
  }

  /** Whether mail for any inbound domain goes another way than by the routes of its domain. */
  public boolean sortsInbound() {
    return sortsInbound;
  }

  /**
   * The feedback domain of a tenant for the return path of mail from this domain: the one that has
   * most in common with it, so that SPF is aligned for DMARC where it can be. A tenant that has
   * none uses those of the platform.
   */
  public Optional<DomainName> feedbackDomain(String tenant, DomainName sender) {
    DomainName best = null;
    int most = -1;
    List<DomainName> shared = feedback.getOrDefault("", List.of());
    for (DomainName each : feedback.getOrDefault(tenant, shared)) {
      int common = commonLabels(each.ascii(), sender.ascii());
      if (common > most) {
        most = common;
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int commonLabels(String one, String other) {
    String[] left = one.split("\\.");
    String[] right = other.split("\\.");
    int common = 0;
    while (common < Math.min(left.length, right.length)
        && left[left.length - 1 - common].equals(right[right.length - 1 - common])) {
      common++;
    }
    return common;
  }

  static boolean isAtOrBelow(String name, String parent) {
    return name.endsWith(parent)
        && (name.length() == parent.length()
            || name.charAt(name.length() - parent.length() - 1) == '.');
  }
}
