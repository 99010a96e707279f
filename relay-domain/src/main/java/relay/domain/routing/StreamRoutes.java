package relay.domain.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.control.Responsible;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Stream;

/**
 * The ways on of a mail: by the route that its stream names, for all recipients; without one, by
 * the first route whose rules hold; without one, by the routes that the settings give to domains.
 * Built-in domains go before all of them. Asked anew at each touch. Thread-safe.
 *
 * <p>What a stream names may be gone: a route, or the stream itself. The mail then goes as if it
 * had named none, and {@link #fallback} says so. A stream that is bound to a residency goes by no
 * route that is farther away, whoever names it.
 */
public final class StreamRoutes {
  private final Router router;
  private final CurrentTenancy tenancy;
  private final Supplier<RouteBook> routes;
  private final RouteSurroundings around;
  private final TargetHealth health;
  private final TargetQuotas quotas;

  /** Over the routes of the settings alone. */
  public StreamRoutes(Router router, CurrentTenancy tenancy) {
    this(router, tenancy, () -> RouteBook.EMPTY, RouteSurroundings.UNKNOWN, TargetHealth.UNKNOWN);
  }

  /**
   * @param routes that operators made, as they are now
   * @param health of their targets
   */
  public StreamRoutes(
      Router router,
      CurrentTenancy tenancy,
      Supplier<RouteBook> routes,
      RouteSurroundings around,
      TargetHealth health) {
    this(router, tenancy, routes, around, health, TargetQuotas.NONE);
  }

  /**
   * @param routes that operators made, as they are now
   * @param health of their targets
   * @param quotas of their targets
   */
  public StreamRoutes(
      Router router,
      CurrentTenancy tenancy,
      Supplier<RouteBook> routes,
      RouteSurroundings around,
      TargetHealth health,
      TargetQuotas quotas) {
    this.router = router;
    this.tenancy = tenancy;
    this.routes = routes;
    this.around = around;
    this.health = health;
    this.quotas = quotas;
  }

  /** One route for each next hop, in the order of the recipients; each recipient is in one. */
  public List<Route> routes(MailFacts mail, List<Recipient> recipients) {
    return routes(mail, recipients, Optional.empty());
  }

  /**
   * The same by a route that goes before the stream's; as usual when there is none of that name.
   */
  public List<Route> routes(
      MailFacts mail, List<Recipient> recipients, Optional<String> namedByOthers) {
    RouteChoice choice = choice(mail, namedByOthers, false);
    if (choice.isPlain()) {
      return router.routes(recipients);
    }
    Map<Way, List<Recipient>> byWay = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      byWay
          .computeIfAbsent(choice.wayOf(recipient.address()), w -> new ArrayList<>())
          .add(recipient);
    }
    return byWay.entrySet().stream()
        .map(e -> new Route(e.getKey().hop(), e.getKey().others(), e.getValue()))
        .toList();
  }

  /**
   * What decides by which route a mail goes to an address.
   *
   * @param namedByOthers a route that goes before the stream's, if there is one of that name
   */
  public RouteDecision decision(
      MailFacts mail, EmailAddress recipient, Optional<String> namedByOthers) {
    RouteChoice choice = choice(mail, namedByOthers, true);
    boolean builtIn = router.isBuiltIn(recipient);
    boolean byOthers = !builtIn && namedByOthers.filter(this::knows).isPresent();
    Optional<Stream> stream = builtIn || byOthers ? Optional.empty() : namingStream(mail.owner());
    Responsible by =
        stream.map(s -> Responsible.object(s.key())).orElseGet(() -> choice.decidedBy(recipient));
    Way way = choice.wayOf(recipient);
    return new RouteDecision(
        way.hop(),
        way.others(),
        by,
        choice.routeOf(recipient).map(MailRoute::id),
        byOthers,
        builtIn ? List.of() : choice.unasked(),
        health.down(way),
        quotas.usedUp(way.hops()));
  }

  /**
   * What would become of a mail: what each rule says to it, and how its targets do. Nothing is sent
   * and nobody's try is used up.
   *
   * @param namedByOthers a route that goes before the stream's, if there is one of that name
   */
  public RouteTrial trial(MailFacts mail, EmailAddress recipient, Optional<String> namedByOthers) {
    RouteDecision decision = decision(mail, recipient, namedByOthers);
    RouteChoice choice = choice(mail, namedByOthers, true);
    List<NextHop> hops = new ArrayList<>(List.of(decision.hop()));
    hops.addAll(decision.others());
    return new RouteTrial(
        decision,
        choice.verdicts(recipient),
        hops.stream().map(this::trial).toList(),
        choice.forbidden(recipient));
  }

  private TargetTrial trial(NextHop hop) {
    return new TargetTrial(
        hop,
        hop.isTarget() ? Optional.of(health.look(List.of(hop.name())).get(0)) : Optional.empty(),
        routes.get().terms(hop.name()),
        quotas.left(hop));
  }

  /** What targets may still take. */
  public TargetQuotas quotas() {
    return quotas;
  }

  /** What an attempt told about a target; the change that follows from it, if one does. */
  public Optional<TargetHealth.Change> learn(NextHop hop, TargetExperience seen) {
    return hop.isTarget() ? health.learn(hop.name(), seen) : Optional.empty();
  }

  /**
   * A mail whose way began here is not sent now. Where it was to try a target that is down, another
   * mail may: otherwise the target would be asked ten minutes later.
   */
  public void giveBack(NextHop hop) {
    if (hop.isTarget()) {
      health.giveBack(hop.name());
    }
  }

  /** How the targets of a route object do; empty when there is none of that name. */
  public Optional<List<TargetView>> health(String route) {
    return routes.get().named(route).map(r -> health.look(r.hops()));
  }

  private RouteChoice choice(MailFacts mail, Optional<String> namedByOthers, boolean looksOnly) {
    MailOwner owner = mail.owner();
    Optional<Stream> stream = tenancy.get().stream(owner.tenant(), owner.stream());
    RouteBook book = routes.get();
    Optional<String> named =
        namedByOthers
            .filter(name -> knows(book, name))
            .or(() -> stream.flatMap(Stream::route).filter(name -> knows(book, name)));
    return new RouteChoice(
        router,
        book,
        around,
        hops -> quotas.sorted(health.sorted(hops, looksOnly)),
        mail,
        stream,
        named);
  }

  private Optional<Stream> namingStream(MailOwner owner) {
    return tenancy.get().stream(owner.tenant(), owner.stream())
        .filter(stream -> stream.route().filter(this::knows).isPresent());
  }

  /** Whether there is a route of this name: an object, one of the settings, mx or sandbox. */
  public boolean knows(String route) {
    return knows(routes.get(), route);
  }

  private boolean knows(RouteBook book, String route) {
    return book.named(route).isPresent() || router.knows(route);
  }

  /** What is not there any more that this owner's mail should go by, in words; empty: nothing. */
  public Optional<String> fallback(MailOwner owner) {
    Optional<Stream> stream = tenancy.get().stream(owner.tenant(), owner.stream());
    if (stream.isEmpty()) {
      return Optional.of(
          "stream " + owner.stream() + " of tenant " + owner.tenant() + " is gone; as its lane");
    }
    Optional<String> route = stream.get().route();
    return route.isEmpty() || knows(route.get())
        ? Optional.empty()
        : Optional.of(
            "route "
                + route.get()
                + " of stream "
                + owner.stream()
                + " is gone; by the routes of the domains");
  }
}
