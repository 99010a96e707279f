package relay.domain.reception;

import java.net.InetAddress;

/**
 * One try of a name and a password from an address; the password is never logged, so this has no
 * readable text.
 */
public record LoginAttempt(String user, String password, InetAddress address) {
  @Override
  public String toString() {
    return "LoginAttempt[user=" + user + ", address=" + address.getHostAddress() + "]";
  }
}
