package relay.domain.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import relay.domain.control.Responsible;
import relay.domain.mail.EmailAddress;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Residency;
import relay.domain.tenancy.Stream;

/**
 * Finds the ways of one mail: by the route that somebody named for it, else by the first route
 * whose rules hold, else by the routes of the settings; never into hands that its stream forbids.
 * Asks each rule about the mail once. Not thread-safe.
 */
final class RouteChoice {
  private final Router router;
  private final RouteBook book;
  private final RouteSurroundings around;
  private final UnaryOperator<List<NextHop>> health;
  private final MailFacts mail;
  private final Optional<Stream> stream;
  private final Optional<String> named;
  private List<MailRoute> candidates;

  /**
   * @param health puts next hops that are down behind the others
   * @param named a route for all recipients, known
   */
  RouteChoice(
      Router router,
      RouteBook book,
      RouteSurroundings around,
      UnaryOperator<List<NextHop>> health,
      MailFacts mail,
      Optional<Stream> stream,
      Optional<String> named) {
    this.router = router;
    this.book = book;
    this.around = around;
    this.health = health;
    this.mail = mail;
    this.stream = stream;
    this.named = named;
  }

  /** Whether nothing but the settings decides, as where nobody made a route or bound a stream. */
  boolean isPlain() {
    return named.isEmpty() && book.hasNoRules() && bound().isEmpty();
  }

  Way wayOf(EmailAddress recipient) {
    Optional<MailRoute> route = routeOf(recipient);
    if (route.isPresent()) {
      return wayOf(recipient, route.get());
    }
    NextHop hop =
        named.isPresent() ? router.hopOf(recipient, named.get()) : router.hopOf(recipient);
    Optional<Residency> bound = bound();
    Residency hands = router.residencyOf(hop);
    return bound.isPresent() && !bound.get().allows(hands)
        ? Way.to(barred(hop.name(), "route " + hop.name() + " is " + word(hands)))
        : Way.to(hop);
  }

  /** What says so, unless it is the one who named a route. */
  Responsible decidedBy(EmailAddress recipient) {
    return routeOf(recipient)
        .map(route -> Responsible.object(route.key()))
        .orElseGet(() -> Responsible.setting(router.settingFor(recipient)));
  }

  /** The route object that decides; empty: the settings do. */
  Optional<MailRoute> routeOf(EmailAddress recipient) {
    if (router.isBuiltIn(recipient)) {
      return Optional.empty();
    }
    if (named.isPresent()) {
      return book.named(named.get());
    }
    for (MailRoute route : candidates()) {
      if (route.when().holdsFor(recipient, around.keepers()::providerOf)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  /**
   * What each rule says to this mail, in the order of asking, up to the first that holds; none
   * where none is asked.
   */
  List<RuleVerdict> verdicts(EmailAddress recipient) {
    List<RuleVerdict> verdicts = new ArrayList<>();
    boolean nobodyAsks = named.isPresent() || router.isBuiltIn(recipient);
    for (MailRoute route : nobodyAsks ? List.<MailRoute>of() : book.rules()) {
      Optional<String> failing =
          route.when().failing(mail, recipient, around.keepers()::providerOf);
      verdicts.add(new RuleVerdict(route.id(), route.order(), failing));
      if (failing.isEmpty()) {
        break;
      }
    }
    return verdicts;
  }

  /** Targets of the route that decides which the mail's stream forbids. */
  List<String> forbidden(EmailAddress recipient) {
    Optional<Residency> bound = bound();
    Optional<MailRoute> route = routeOf(recipient);
    if (bound.isEmpty() || route.isEmpty()) {
      return List.of();
    }
    return route.get().targets().stream()
        .filter(target -> !bound.get().allows(target.hands()))
        .map(route.get()::hopOf)
        .toList();
  }

  /** Routes that could not be asked, for the mail is not at hand. */
  List<String> unasked() {
    return named.isPresent() || mail.header().isPresent()
        ? List.of()
        : book.rules().stream().filter(r -> r.when().asksForHeader()).map(MailRoute::id).toList();
  }

  private List<MailRoute> candidates() {
    if (candidates == null) {
      candidates = book.rules().stream().filter(r -> r.when().holdsForMail(mail)).toList();
    }
    return candidates;
  }

  private Way wayOf(EmailAddress recipient, MailRoute route) {
    Optional<Residency> bound = bound();
    List<RouteTarget> allowed =
        bound.isEmpty()
            ? route.targets()
            : route.targets().stream().filter(t -> bound.get().allows(t.hands())).toList();
    String domain = MailFacts.domainOf(recipient);
    if (allowed.isEmpty()) {
      return Way.to(barred(route.id(), "all targets of route " + route.id() + " are farther away"));
    }
    boolean hasRegions = allowed.stream().anyMatch(t -> t.region().isPresent());
    List<String> near = hasRegions ? around.regionsOf(domain) : List.of();
    List<NextHop> hops = new ArrayList<>();
    for (RouteTarget target : TargetOrder.of(allowed, near, mail.lot())) {
      hops.add(book.hop(route, target, domain));
    }
    List<NextHop> sorted = health.apply(hops);
    return new Way(sorted.get(0), sorted.subList(1, sorted.size()));
  }

  private Optional<Residency> bound() {
    return stream.flatMap(Stream::residency);
  }

  private NextHop barred(String name, String why) {
    String text =
        "Stream "
            + mail.owner().stream()
            + " is bound to residency "
            + word(bound().orElseThrow())
            + ", and "
            + why
            + "; the postmaster must give it another route";
    return new NextHop.Barred(name, SmtpReply.local(451, "4.7.1", text));
  }

  private static String word(Residency residency) {
    return residency.name().toLowerCase(Locale.ROOT);
  }
}
