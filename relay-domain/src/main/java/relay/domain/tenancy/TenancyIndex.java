package relay.domain.tenancy;

import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;

/** The tenancy over the newest state; made anew by whoever first asks after a change. */
public final class TenancyIndex implements CurrentTenancy {
  private final ControlSource source;
  private volatile Tenancy current = Tenancy.EMPTY;

  public TenancyIndex(ControlSource source) {
    this.source = source;
  }

  @Override
  public Tenancy get() {
    ControlState state = source.state();
    Tenancy known = current;
    return known.state() == state ? known : refreshed(state);
  }

  private synchronized Tenancy refreshed(ControlState state) {
    if (current.state() != state) {
      current = new Tenancy(state);
    }
    return current;
  }
}
