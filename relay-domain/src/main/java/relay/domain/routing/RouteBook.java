package relay.domain.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import relay.domain.control.ControlState;
import relay.domain.routing.Smarthost.Login;
import relay.domain.secret.SecretUnreadable;
import relay.domain.smtp.SmtpReply;

/**
 * The routes of one state of the control objects, made ready for the mail path: in the order of
 * asking, passwords open. Immutable, thread-safe.
 */
public final class RouteBook {
  /** No routes. */
  public static final RouteBook EMPTY = new RouteBook(ControlState.EMPTY, (text, place) -> text);

  private final ControlState state;
  private final Map<String, MailRoute> byName = new HashMap<>();
  private final List<MailRoute> rules = new ArrayList<>();
  private final Map<String, NextHop> hops = new HashMap<>();
  private final Map<String, TargetTerms> terms = new HashMap<>();
  private final Map<String, CanaryRun> canaries = new TreeMap<>();
  private final boolean hasQuotas;

  /**
   * @param opener gives the secret of a sealed text and its place; throws {@link SecretUnreadable}
   */
  public RouteBook(ControlState state, BinaryOperator<String> opener) {
    this.state = state;
    for (MailRoute route : state.all(RouteKind.ROUTE)) {
      byName.put(route.id(), route);
      if (route.when().isRule()) {
        rules.add(route);
      }
      for (RouteTarget target : route.targets()) {
        if (target.kind() != TargetKind.MX) {
          hops.put(route.hopOf(target), hop(route, target, opener));
          terms.put(route.hopOf(target), target.terms());
        }
        target
            .canary()
            .ifPresent(
                to ->
                    canaries.put(
                        route.hopOf(target),
                        new CanaryRun(to, hop(route, target, MailFacts.domainOf(to)))));
      }
    }
    hasQuotas = terms.values().stream().anyMatch(t -> t.dailyQuota() > 0);
    rules.sort(Comparator.comparingInt(MailRoute::order).thenComparing(MailRoute::id));
  }

  /** The objects this was made of. */
  ControlState state() {
    return state;
  }

  /** Whether no mail goes by rule. */
  boolean hasNoRules() {
    return rules.isEmpty();
  }

  Optional<MailRoute> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Those that decide by rule, in the order of asking. */
  List<MailRoute> rules() {
    return rules;
  }

  /** The terms of a target; empty: there is none of this name, or mail exchangers take its mail. */
  public Optional<TargetTerms> terms(String hop) {
    return Optional.ofNullable(terms.get(hop));
  }

  /** Where canary mails go through which targets, by the names of these. */
  public Map<String, CanaryRun> canaries() {
    return canaries;
  }

  /** Whether any target has a daily quota. */
  boolean hasQuotas() {
    return hasQuotas;
  }

  /** Names of all targets that have terms, sorted. */
  Set<String> targets() {
    return new TreeSet<>(terms.keySet());
  }

  /**
   * Where a target leads.
   *
   * @param domain of the recipient
   */
  NextHop hop(MailRoute route, RouteTarget target, String domain) {
    return target.kind() == TargetKind.MX
        ? new NextHop.MailExchangers(domain)
        : hops.get(route.hopOf(target));
  }

  private static NextHop hop(MailRoute route, RouteTarget target, BinaryOperator<String> opener) {
    String name = route.hopOf(target);
    Optional<Login> login;
    try {
      login = login(route, target, opener);
    } catch (SecretUnreadable e) {
      String why = "The password of target " + name + " cannot be read: " + e.getMessage();
      return new NextHop.Barred(name, SmtpReply.local(451, "4.3.5", why));
    }
    return switch (target.kind()) {
      case SMARTHOST -> new NextHop.Smarthosts(name, hosts(target, login), target.profile());
      case LMTP -> new NextHop.LmtpServers(name, hosts(target, login));
      case HTTP -> new NextHop.WebService(name, target.url().orElseThrow(), login);
      case FILE -> new NextHop.MailFolder(name, target.folder().orElseThrow());
      case DISCARD -> new NextHop.Discard(name);
      case SANDBOX -> new NextHop.Sandbox();
      case MX -> throw new IllegalArgumentException("mail exchangers differ by recipient");
    };
  }

  private static Optional<Login> login(
      MailRoute route, RouteTarget target, BinaryOperator<String> opener) {
    return Optional.ofNullable(route.passwords().get(target.name()))
        .map(text -> opener.apply(text, MailRoute.place(route.key(), target.name())))
        .map(password -> new Login(target.userUsed().orElse(""), password, target.authUsed()));
  }

  private static List<Smarthost> hosts(RouteTarget target, Optional<Login> login) {
    return target.hostsUsed().stream()
        .flatMap(text -> SmarthostText.readAll(text).stream())
        .map(host -> host.smarthost(target.tlsUsed(), login, target.kind()))
        .toList();
  }
}
