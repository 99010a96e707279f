package relay.ejb.webhook;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.secret.SecretUnreadable;
import relay.domain.secret.SecretVault;
import relay.domain.webhook.Post;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookSettings;

/** What every endpoint works with. Thread-safe. */
record EndpointTools(
    WebhookSettings settings,
    NoticeChunks chunks,
    ProgressFiles files,
    HttpPost http,
    SecretVault vault,
    RandomGenerator random,
    InstantSource clock) {

  /** Posts, signed with the secrets that are valid now; never throws for what may happen. */
  PostAttempt send(Webhook webhook, Post post) {
    try {
      List<String> secrets =
          webhook.secrets().at(clock.instant()).stream().map(s -> opened(webhook, s)).toList();
      return http.send(webhook.target(), post, secrets);
    } catch (SecretUnreadable e) {
      return new PostAttempt(
          clock.instant(),
          post.id(),
          post.events(),
          post.replay(),
          0,
          "its secret cannot be opened: " + e.getMessage(),
          0,
          Optional.empty());
    }
  }

  private String opened(Webhook webhook, String sealed) {
    byte[] octets = vault.box().open(sealed, Webhook.secretPlace(webhook.key()));
    return new String(octets, StandardCharsets.US_ASCII);
  }
}
