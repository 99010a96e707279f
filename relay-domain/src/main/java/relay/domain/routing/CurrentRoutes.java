package relay.domain.routing;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.secret.SecretVault;

/**
 * The routes over the newest state; made anew by whoever first asks after a change. Thread-safe;
 * costs a field read.
 */
public final class CurrentRoutes implements Supplier<RouteBook> {
  private final ControlSource source;
  private final SecretVault vault;
  private volatile RouteBook current = RouteBook.EMPTY;

  public CurrentRoutes(ControlSource source, SecretVault vault) {
    this.source = source;
    this.vault = vault;
  }

  @Override
  public RouteBook get() {
    ControlState state = source.state();
    RouteBook known = current;
    return known.state() == state ? known : refreshed(state);
  }

  private synchronized RouteBook refreshed(ControlState state) {
    if (current.state() != state) {
      current =
          new RouteBook(
              state,
              (text, place) -> new String(vault.box().open(text, place), StandardCharsets.UTF_8));
    }
    return current;
  }
}
