package relay.domain.routing;

import java.util.List;
import java.util.Optional;
import relay.domain.control.Responsible;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Stream;

/**
 * The ways on of a mail: by the route that its stream names, for all recipients; without one, by
 * the routes of their domains. Asked anew at each touch. Thread-safe.
 *
 * <p>What a stream names may be gone: a route of the settings, or the stream itself. The mail then
 * goes by the routes of the domains, and {@link #fallback} says so.
 */
public final class StreamRoutes {
  private final Router router;
  private final CurrentTenancy tenancy;

  public StreamRoutes(Router router, CurrentTenancy tenancy) {
    this.router = router;
    this.tenancy = tenancy;
  }

  /** One route for each next hop, in the order of the recipients; each recipient is in one. */
  public List<Route> routes(MailOwner owner, List<Recipient> recipients) {
    Optional<String> named =
        tenancy.get().stream(owner.tenant(), owner.stream()).flatMap(Stream::route);
    return named.isPresent() ? router.routes(recipients, named.get()) : router.routes(recipients);
  }

  /**
   * The same by a route that goes before the stream's; as usual when there is none of that name.
   */
  public List<Route> routes(MailOwner owner, List<Recipient> recipients, String route) {
    return router.knows(route) ? router.routes(recipients, route) : routes(owner, recipients);
  }

  /** What decides by which route this owner's mail goes to an address. */
  public Responsible decidedBy(MailOwner owner, EmailAddress recipient) {
    return tenancy.get().stream(owner.tenant(), owner.stream())
        .filter(stream -> stream.route().filter(router::knows).isPresent())
        .map(stream -> Responsible.object(stream.key()))
        .orElseGet(() -> Responsible.setting(router.settingFor(recipient)));
  }

  /** Whether there is a route of this name: one of the settings, {@code mx} or {@code sandbox}. */
  public boolean knows(String route) {
    return router.knows(route);
  }

  /** What is not there any more that this owner's mail should go by, in words; empty: nothing. */
  public Optional<String> fallback(MailOwner owner) {
    Optional<Stream> stream = tenancy.get().stream(owner.tenant(), owner.stream());
    if (stream.isEmpty()) {
      return Optional.of(
          "stream " + owner.stream() + " of tenant " + owner.tenant() + " is gone; as its lane");
    }
    Optional<String> route = stream.get().route();
    return route.isEmpty() || router.knows(route.get())
        ? Optional.empty()
        : Optional.of(
            "route "
                + route.get()
                + " of stream "
                + owner.stream()
                + " is gone; by the routes of the domains");
  }
}
