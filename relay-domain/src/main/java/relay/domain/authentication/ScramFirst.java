package relay.domain.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's first message of SCRAM-SHA-256 (RFC 5802 7): {@code n,,n=user,r=nonce}. Immutable.
 *
 * <p>Its first letter is about channel binding: {@code p=type} the exchange is bound, {@code n} the
 * client cannot, {@code y} it could and believes that we cannot. Ask {@link #faultUnder} before
 * anything else.
 */
public final class ScramFirst {
  private static final int CHARS_MAX = 2048;
  private static final int NONCE_OCTETS = 18;
  // An extension that must be understood begins with m=; none is, so the form has no place for it.
  private static final Pattern FORM =
      Pattern.compile(
          "(?<header>(?<flag>[ny]|p=(?<type>[A-Za-z0-9.-]{1,64})),(?:a=(?<acting>[^,]*))?,)"
              + "(?<bare>n=(?<user>[^,]+),r=(?<nonce>[\\x21-\\x2b\\x2d-\\x7e]{1,512})"
              + "(?:,[a-zA-Z]=[^,]+){0,8})");

  private final String header;
  private final String flag;
  private final Optional<String> type;
  private final String bare;
  private final String user;
  private final String nonce;

  private ScramFirst(Matcher m, String user) {
    this.header = m.group("header");
    this.flag = m.group("flag");
    this.type = Optional.ofNullable(m.group("type"));
    this.bare = m.group("bare");
    this.user = user;
    this.nonce = m.group("nonce");
  }

  /** Reads it; empty for what is none, and for a wish to act for somebody else. */
  public static Optional<ScramFirst> read(String text) {
    if (text.length() > CHARS_MAX) {
      return Optional.empty();
    }
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    // One name has one spelling here, so what is escaped can be compared.
    String acting = m.group("acting");
    if (acting != null && !acting.isEmpty() && !acting.equals(m.group("user"))) {
      return Optional.empty();
    }
    return unescaped(m.group("user")).map(user -> new ScramFirst(m, user));
  }

  /**
   * What is wrong with how it binds, if anything.
   *
   * @param plus whether the client chose SCRAM-SHA-256-PLUS
   * @param plusOffered whether we offered it
   * @param session the bindings that there are
   */
  public Optional<BindingFault> faultUnder(
      boolean plus, boolean plusOffered, ChannelBindings session) {
    if (plus != type.isPresent()) {
      return Optional.of(BindingFault.NOT_THE_MECHANISM);
    }
    if (type.isPresent() && data(session).isEmpty()) {
      return Optional.of(BindingFault.UNKNOWN_BINDING);
    }
    return flag.equals("y") && plusOffered
        ? Optional.of(BindingFault.DOWNGRADED)
        : Optional.empty();
  }

  private Optional<byte[]> data(ChannelBindings session) {
    return type.flatMap(ChannelBinding::named).flatMap(session::of);
  }

  /** Which of the two mechanisms this is. */
  public Mechanism mechanism() {
    return type.isPresent() ? Mechanism.SCRAM_SHA_256_PLUS : Mechanism.SCRAM_SHA_256;
  }

  /** The name of the user as the client wrote it. */
  public String user() {
    return user;
  }

  /**
   * The challenge to this message.
   *
   * @param keys of the user; empty for one who does not exist, who is asked all the same
   * @param session the bindings that there are
   * @param secret of this installation
   * @param iterations told to users who do not exist
   * @param random a secure one
   */
  public ScramChallenge challenge(
      Optional<ScramKeys> keys,
      ChannelBindings session,
      byte[] secret,
      int iterations,
      RandomGenerator random) {
    byte[] octets = new byte[NONCE_OCTETS];
    random.nextBytes(octets);
    return challenge(keys, session, secret, iterations, Base64.getEncoder().encodeToString(octets));
  }

  ScramChallenge challenge(
      Optional<ScramKeys> keys,
      ChannelBindings session,
      byte[] secret,
      int iterations,
      String serverNonce) {
    ScramKeys standIn = ScramKeys.standIn(user, secret, iterations);
    return new ScramChallenge(
        mechanism(),
        user,
        keys.orElse(standIn),
        keys.isPresent(),
        binding(session),
        bare,
        nonce + serverNonce);
  }

  /** RFC 5802 7: c= is the header as it was sent, and the data of the binding right behind it. */
  private String binding(ChannelBindings session) {
    byte[] begin = header.getBytes(StandardCharsets.UTF_8);
    byte[] bound = data(session).orElse(new byte[0]);
    byte[] whole = Arrays.copyOf(begin, begin.length + bound.length);
    System.arraycopy(bound, 0, whole, begin.length, bound.length);
    return Base64.getEncoder().encodeToString(whole);
  }

  /** RFC 5802 5.1: a comma is =2C, an equals sign =3D, and no other = may be there. */
  private static Optional<String> unescaped(String name) {
    String plain = name.replace("=2C", ",").replace("=3D", "=");
    int escapes = name.length() - name.replace("=", "").length();
    return plain.length() == name.length() - 2 * escapes ? Optional.of(plain) : Optional.empty();
  }
}
