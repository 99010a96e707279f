package relay.ejb.http;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.logging.Logger;
import relay.domain.authentication.TokenCheck;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.Administrator;
import relay.domain.http.AdministratorFile;
import relay.domain.http.LocalToken;
import relay.domain.journal.Journal;
import relay.domain.reception.Account;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ConfiguredAccounts;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginDesk;
import relay.domain.reception.LoginVerdict;
import relay.ejb.login.LoginExchange;

/**
 * The administrator whose password hash stands in the data folder. The start command has made it;
 * on an application server, where there is none, it is made here and told to the log once.
 */
@ApplicationScoped
public class AdministratorAccount implements Administrator {
  private static final Logger LOG = Logger.getLogger(AdministratorAccount.class.getName());

  private final RelayConfiguration configuration;
  private final InstantSource clock;
  private final Journal journal;
  private final LoginExchange exchange;
  private LoginDesk desk;
  private String localToken;

  /** For the container's proxy. */
  protected AdministratorAccount() {
    this(null, null, null, null);
  }

  @Inject
  public AdministratorAccount(
      RelayConfiguration configuration,
      InstantSource clock,
      Journal journal,
      LoginExchange exchange) {
    this.configuration = configuration;
    this.clock = clock;
    this.journal = journal;
    this.exchange = exchange;
  }

  @PostConstruct
  void open() {
    SecureRandom random = new SecureRandom();
    AdministratorFile file = AdministratorFile.in(configuration.node().dataFolder());
    file.createIfAbsent(random)
        .ifPresent(
            password ->
                LOG.info("First start: the administrator is admin with the password " + password));
    localToken = LocalToken.in(configuration.node().dataFolder()).orMake(random);
    Account account = new Account(NAME, NAME, file.read(), Optional.empty());
    desk =
        new LoginDesk(
            new ConfiguredAccounts(List.of(account)),
            configuration.accounts(),
            new Semaphore(configuration.accounts().verifiers()),
            // No mechanism that needs it is offered over HTTP.
            new byte[32],
            TokenCheck.NONE,
            random);
    exchange.join("admin", desk.throttle());
  }

  /** Returns when there is an administrator. */
  public void ready() {
    // The first call to a bean makes it, and this one makes the account when it is made.
  }

  /** For whoever shows and frees those who must wait. */
  public LoginDesk desk() {
    return desk;
  }

  @Override
  public LoginVerdict login(LoginAttempt attempt) {
    // Too long to be guessed, so that no throttle is needed.
    if (attempt.user().equals(NAME) && LocalToken.matches(localToken, attempt.password())) {
      return new LoginVerdict.Granted(new AuthenticatedUser(NAME, Optional.empty()));
    }
    LoginDesk.Answer answer = desk.login(attempt, clock.instant());
    if (!answer.events().isEmpty()) {
      journal.write(answer.events());
    }
    return answer.verdict();
  }
}
