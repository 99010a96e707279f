package relay.ejb.openid;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.openid.OpenIdDesk;
import relay.domain.openid.OpenIdDoor;
import relay.domain.openid.OpenIdSettings;
import relay.domain.secret.SecretVault;
import relay.ejb.authentication.KeyFetch;
import relay.ejb.authentication.KeyMemory;
import relay.ejb.user.NodeUserDoor;

/** Logins by the word of the issuer that the settings name. */
@ApplicationScoped
public class NodeOpenIdDoor implements OpenIdDoor {
  private static final Map<String, String> REASONS =
      Map.of(
          "other-browser", "this login was begun elsewhere, or too long ago; begin again",
          "too-late", "this login took too long; begin again",
          "no-role", "the issuer knows you, and nothing that it tells gives you a role here");
  private static final String OTHERWISE =
      "the issuer's answer is not to be believed; begin again, and ask an administrator if it"
          + " comes to the same";

  @Inject RelayConfiguration configuration;
  @Inject SecretVault vault;
  @Inject NodeUserDoor users;
  @Inject Journal journal;
  @Inject InstantSource clock;
  private Optional<OpenIdDesk> desk = Optional.empty();

  @PostConstruct
  void open() {
    OpenIdSettings settings = configuration.openId();
    if (settings.isOn()) {
      var tokens = configuration.tokens();
      var keys = new KeyMemory(tokens, new KeyFetch(tokens.keysTimeout()), clock);
      var provider = new HttpOpenIdProvider(settings, keys, clock);
      desk = Optional.of(new OpenIdDesk(settings, tokens, provider, vault, new SecureRandom()));
    }
  }

  @Override
  public boolean isOn() {
    return desk.isPresent();
  }

  @Override
  public Optional<Begun> begin() {
    return desk.flatMap(d -> d.begin(clock.instant()));
  }

  @Override
  public Outcome finish(Return back, InetAddress address) {
    OpenIdDesk.Verdict verdict = desk.orElseThrow().finish(back, clock.instant());
    if (verdict instanceof OpenIdDesk.Verdict.Unreachable) {
      return new Outcome.Unavailable();
    }
    if (verdict instanceof OpenIdDesk.Verdict.Refused refused) {
      tell(refused, address);
      return new Outcome.Denied(REASONS.getOrDefault(refused.reason(), OTHERWISE));
    }
    var identity = ((OpenIdDesk.Verdict.Proven) verdict).identity();
    String how = "word of " + configuration.openId().issuer();
    return new Outcome.Opened(users.open(identity, address.getHostAddress(), how));
  }

  private void tell(OpenIdDesk.Verdict.Refused refused, InetAddress address) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.USER, refused.name());
    details.put(EventField.CLIENT, address.getHostAddress());
    details.put(EventField.MECHANISM, "oidc");
    details.put(EventField.REASON, refused.reason());
    journal.write(
        List.of(
            new MailEvent(
                EventType.LOGIN_FAILED,
                clock.instant(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                details)));
  }
}
