package relay.domain.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlKey;
import relay.domain.tenancy.ObjectIds;
import relay.domain.tenancy.Tokens;

/**
 * Codes for whoever has lost the app that makes his codes: each is good for one login. Some 76 bits
 * of chance each, so a fast hash is enough.
 *
 * @param codes to be shown once: {@code d4fk-9xwz-2c7p-hn3m}
 * @param hashes what is kept of them
 */
public record RecoveryCodes(List<String> codes, List<String> hashes) {
  private static final int HOW_MANY = 10;
  private static final int GROUPS = 4;
  private static final int GROUP_LETTERS = 4;

  public RecoveryCodes {
    codes = List.copyOf(codes);
    hashes = List.copyOf(hashes);
  }

  /**
   * New ones for a user.
   *
   * @param random a secure one
   */
  public static RecoveryCodes next(ControlKey user, RandomGenerator random) {
    List<String> codes = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < HOW_MANY; i++) {
      List<String> groups = new ArrayList<>();
      for (int group = 0; group < GROUPS; group++) {
        groups.add(ObjectIds.letters(random, GROUP_LETTERS));
      }
      String code = String.join("-", groups);
      codes.add(code);
      hashes.add(hashOf(user, code));
    }
    return new RecoveryCodes(codes, hashes);
  }

  /** What is kept of a code, however it was typed; that of another user differs. */
  static String hashOf(ControlKey user, String code) {
    String bare = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return Tokens.hashOf(user + "\n" + bare);
  }

  /** Without the codes. */
  @Override
  public String toString() {
    return "RecoveryCodes[" + codes.size() + "]";
  }
}
