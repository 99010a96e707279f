package relay.domain.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's first message, and the judge of the client's answer to it. Good for one answer only,
 * which its holder sees to. Immutable; without a readable text, because it holds keys.
 */
public final class ScramChallenge {
  private static final int CHARS_MAX = 4096;
  private static final Pattern ANSWER =
      Pattern.compile(
          "(?<unproven>c=(?<binding>[A-Za-z0-9+/=]{1,2048}),r=(?<nonce>[\\x21-\\x2b\\x2d-\\x7e]{1,600})"
              + "(?:,[a-zA-Z]=[^,]+){0,8}),p=(?<proof>[A-Za-z0-9+/]{43}=)");

  private final Mechanism mechanism;
  private final String user;
  private final ScramKeys keys;
  private final boolean known;
  private final String binding;
  private final String clientFirst;
  private final String nonce;

  ScramChallenge(
      Mechanism mechanism,
      String user,
      ScramKeys keys,
      boolean known,
      String binding,
      String clientFirst,
      String nonce) {
    this.mechanism = mechanism;
    this.user = user;
    this.keys = keys;
    this.known = known;
    this.binding = binding;
    this.clientFirst = clientFirst;
    this.nonce = nonce;
  }

  /** With or without channel binding. */
  public Mechanism mechanism() {
    return mechanism;
  }

  /** The name of the user as the client wrote it. */
  public String user() {
    return user;
  }

  /** Whether these are the keys it was made with. */
  public boolean isAbout(ScramKeys those) {
    return keys.equals(those);
  }

  /** What is sent to the client. */
  public String text() {
    return "r=" + nonce + ",s=" + keys.saltText() + ",i=" + keys.iterations();
  }

  /**
   * Judges the client's final message.
   *
   * @return our own proof, to be sent to the client; empty when the password was wrong, the user
   *     does not exist or the message belongs to another exchange
   */
  public Optional<String> proofFor(String answer) {
    Matcher m = ANSWER.matcher(answer.length() > CHARS_MAX ? "" : answer);
    if (!m.matches() || !m.group("nonce").equals(nonce) || !m.group("binding").equals(binding)) {
      return Optional.empty();
    }
    byte[] message =
        (clientFirst + "," + text() + "," + m.group("unproven")).getBytes(StandardCharsets.UTF_8);
    // The same work for users who do not exist.
    boolean proven = keys.isProof(Base64.getDecoder().decode(m.group("proof")), message);
    String signature = keys.serverSignature(message);
    return proven && known ? Optional.of("v=" + signature) : Optional.empty();
  }

  @Override
  public String toString() {
    return "ScramChallenge[hidden]";
  }
}
