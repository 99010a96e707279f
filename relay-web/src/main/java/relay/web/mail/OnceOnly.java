package relay.web.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.http.IdempotencyKey;
import relay.domain.http.IdempotencyKeys;
import relay.web.problem.Problem;

/** Lets a request with an Idempotency-Key happen once, however often it is sent. */
@ApplicationScoped
public class OnceOnly {
  static final String HEADER = "Idempotency-Key";
  private static final long RETRY_SECONDS = 60;
  @Inject IdempotencyKeys keys;

  /**
   * The answer of the first such request.
   *
   * @param header null when the client gave none: then it simply happens
   * @param content texts that decide about the mail beside the body
   */
  String answer(
      String header, String owner, List<String> content, byte[] body, Supplier<String> work) {
    if (header == null) {
      return work.get();
    }
    String key =
        IdempotencyKey.readHeader(header)
            .orElseThrow(
                () -> Problem.in(400, HEADER, "must be 1 to 200 visible ASCII characters"));
    var claimed = new IdempotencyKey(owner, key, digest(content, body));
    var claim = keys.claim(claimed);
    if (claim instanceof IdempotencyKeys.Claim.Answered before) {
      return before.answer();
    }
    if (claim instanceof IdempotencyKeys.Claim.OtherContent) {
      throw Problem.in(409, HEADER, "this key was used for a request with other content");
    }
    if (claim instanceof IdempotencyKeys.Claim.InProgress) {
      throw Problem.in(409, HEADER, "the same request is being worked on; ask again in a moment");
    }
    if (claim instanceof IdempotencyKeys.Claim.Full) {
      throw Problem.later("too many idempotency keys (http.idempotency-keys-max)", RETRY_SECONDS);
    }
    return firstAnswer(claimed, work);
  }

  private String firstAnswer(IdempotencyKey claimed, Supplier<String> work) {
    boolean done = false;
    try {
      String answer = work.get();
      keys.answered(claimed, answer);
      done = true;
      return answer;
    } finally {
      if (!done) {
        keys.release(claimed);
      }
    }
  }

  private static String digest(List<String> content, byte[] body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String text : content) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        sha.update((octets.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(octets);
      }
      sha.update(body);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
