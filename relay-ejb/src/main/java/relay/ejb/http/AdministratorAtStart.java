package relay.ejb.http;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/**
 * Makes the administrator when the application starts: who looks into the log for the password must
 * find it there before the first login. A failure ends the start with its reason.
 */
@Singleton
@Startup
public class AdministratorAtStart {
  @Inject AdministratorAccount account;

  @PostConstruct
  void make() {
    account.ready();
  }
}
