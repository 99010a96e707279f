package relay.endtoend;

import java.util.Set;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** A broker's security that knows one user, who has the role relay of its file. */
record OneLogin(String user, String password) implements ActiveMQSecurityManager {

  @Override
  public boolean validateUser(String shown, String shownPassword) {
    return user.equals(shown) && password.equals(shownPassword);
  }

  @Override
  public boolean validateUserAndRole(
      String shown, String shownPassword, Set<Role> roles, CheckType wish) {
    return validateUser(shown, shownPassword)
        && roles.stream().anyMatch(r -> r.getName().equals("relay") && wish.hasRole(r));
  }
}
