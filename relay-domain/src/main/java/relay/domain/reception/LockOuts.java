package relay.domain.reception;

import java.net.InetAddress;
import java.util.List;

/** The operator's view of accounts and addresses that have to wait, on all nodes (port). */
public interface LockOuts {

  /** All that wait now, the longest wait first; bounded by {@code login.entries-max}. */
  List<LockOut> waiting();

  /**
   * Lets an account try again at once and forgets its failures, on every node within two seconds;
   * recorded.
   *
   * @return false when it had none
   */
  boolean unlockAccount(String loginName);

  /** The same for an address. */
  boolean unlockAddress(InetAddress address);
}
