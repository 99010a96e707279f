package relay.domain.traffic;

import java.util.function.Function;
import relay.domain.mail.MailOwner;
import relay.domain.tenancy.Weight;

/**
 * Who brought how much, into whatever lane, since disk or memory of the node have been getting
 * short: those are everybody's, and a lane may be short while they are. Thread-safe; costs a field
 * read while nothing is short.
 */
public final class StrainShares {
  private final Arrivals arrivals;
  private volatile boolean used;

  /**
   * @param weights of tenants and streams as they are now
   */
  public StrainShares(Function<MailOwner, Weight> weights) {
    arrivals = new Arrivals(weights);
  }

  /** How a stream stands before its next mail. */
  public synchronized Claim claim(MailOwner owner) {
    return arrivals.claim(owner);
  }

  /** A mail is taken although something is getting short. */
  public synchronized void came(MailOwner owner) {
    used = true;
    arrivals.add(owner);
  }

  /** There is enough of everything. */
  public void forget() {
    if (used) {
      synchronized (this) {
        arrivals.forget();
        used = false;
      }
    }
  }
}
