package relay.domain.egress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.brake.BrakeScope;
import relay.domain.control.ControlState;
import relay.domain.control.Responsible;
import relay.domain.delivery.Origin;
import relay.domain.egress.PoolBinding.Member;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;

/**
 * Which mail leaves from which pool: what its stream says; else the pool that has the domain of its
 * sender, or the nearest domain above; else the pool that has its tenant; else the addresses of the
 * settings. Immutable; made anew for each state of the control objects.
 */
public final class EgressBook {
  private final ControlState state;
  private final Map<String, PoolBinding> pools = new HashMap<>();
  private final Map<String, Map<String, PoolBinding>> ofStreams = new HashMap<>();
  private final Map<String, PoolBinding> ofSenders = new HashMap<>();
  private final Map<String, PoolBinding> ofTenants = new HashMap<>();
  private final Map<String, Member> sources = new HashMap<>();

  public EgressBook(ControlState state) {
    this.state = state;
    sources.put(Origin.DEFAULT_SOURCE, Member.ofSettings());
    state.all(EgressKinds.SOURCE).forEach(s -> sources.put(s.name(), Member.of(s)));
    for (EgressPool pool : state.all(EgressKinds.POOL)) {
      add(pool);
    }
    for (Stream stream : state.all(TenancyKinds.STREAM)) {
      stream.egressPool().ifPresent(named -> add(stream, named));
    }
  }

  private void add(EgressPool pool) {
    List<Member> members = new ArrayList<>();
    for (String name : pool.sources()) {
      Optional.ofNullable(sources.get(name)).ifPresent(members::add);
    }
    PoolBinding binding =
        new PoolBinding(
            pool.name(),
            pool.selection(),
            members,
            Responsible.object(pool.key()),
            Optional.empty());
    pools.put(pool.name(), binding);
    pool.tenants().forEach(tenant -> ofTenants.put(tenant, binding));
    pool.senderDomains().forEach(domain -> ofSenders.put(domain.ascii(), binding));
  }

  private void add(Stream stream, String named) {
    PoolBinding binding;
    Optional<EgressPool> pool = state.find(EgressKinds.POOL, "", named);
    if (named.equals(Origin.DEFAULT_SOURCE)) {
      binding = PoolBinding.DEFAULT.boundBy(Responsible.object(stream.key()));
    } else if (pool.filter(p -> p.isOpenTo(stream.tenant())).isPresent()) {
      binding = pools.get(named).boundBy(Responsible.object(stream.key()));
    } else {
      String why = pool.isPresent() ? " is for other tenants" : " is not there";
      binding = PoolBinding.instead("egress pool " + named + " of stream " + stream.name() + why);
    }
    ofStreams.computeIfAbsent(stream.tenant(), t -> new HashMap<>()).put(stream.name(), binding);
  }

  /** The objects this was made of. */
  public ControlState state() {
    return state;
  }

  /** Whether all mail leaves from the addresses of the settings. */
  public boolean isEmpty() {
    return ofStreams.isEmpty() && ofSenders.isEmpty() && ofTenants.isEmpty();
  }

  /** Whether the sender of a mail may decide. */
  boolean hasSenders() {
    return !ofSenders.isEmpty();
  }

  /**
   * The pool of a mail.
   *
   * @param senderDomain of the envelope's sender, in ASCII; empty text for the null path
   */
  public PoolBinding bindingOf(MailOwner owner, String senderDomain) {
    Map<String, PoolBinding> own = ofStreams.get(owner.tenant());
    PoolBinding byStream = own == null ? null : own.get(owner.stream());
    if (byStream != null && byStream.note().isEmpty()) {
      return byStream;
    }
    PoolBinding other = bySender(senderDomain);
    if (other == null) {
      other = ofTenants.get(owner.tenant());
    }
    if (other != null) {
      return other;
    }
    return byStream == null ? PoolBinding.DEFAULT : byStream;
  }

  private PoolBinding bySender(String domain) {
    PoolBinding found = ofSenders.isEmpty() ? null : ofSenders.get(domain);
    if (found != null || ofSenders.isEmpty()) {
      return found;
    }
    for (int dot = domain.indexOf('.'); found == null && dot >= 0; ) {
      found = ofSenders.get(domain.substring(dot + 1));
      dot = domain.indexOf('.', dot + 1);
    }
    return found;
  }

  /** All sources that operators made. */
  public List<EgressSource> sources() {
    return state.all(EgressKinds.SOURCE);
  }

  /** All pools that operators made. */
  public List<EgressPool> pools() {
    return state.all(EgressKinds.POOL);
  }

  /** Mail that may leave from a source, and perhaps some more: by stream, sender, tenant. */
  List<BrakeScope> mailOf(String source) {
    if (source.equals(Origin.DEFAULT_SOURCE)) {
      return List.of(BrakeScope.EVERYTHING);
    }
    List<BrakeScope> mail = new ArrayList<>();
    ofStreams.forEach(
        (tenant, streams) ->
            streams.forEach(
                (stream, pool) -> {
                  if (pool.has(source)) {
                    mail.add(BrakeScope.ofStream(tenant, stream));
                  }
                }));
    ofSenders.forEach(
        (domain, pool) -> {
          if (pool.has(source)) {
            mail.add(BrakeScope.ofSenderDomain(domain));
            mail.add(BrakeScope.ofSenderDomain("*." + domain));
          }
        });
    ofTenants.forEach(
        (tenant, pool) -> {
          if (pool.has(source)) {
            mail.add(BrakeScope.ofTenant(tenant));
          }
        });
    return mail;
  }

  /** Whether there is a source of this name; that of the settings always is. */
  public boolean knowsSource(String name) {
    return sources.containsKey(name);
  }

  /** Streams that name a pool: {@code acme/news}. */
  public List<String> streamsOf(String pool) {
    return state.all(TenancyKinds.STREAM).stream()
        .filter(stream -> stream.egressPool().filter(pool::equals).isPresent())
        .map(stream -> stream.tenant() + "/" + stream.name())
        .toList();
  }
}
