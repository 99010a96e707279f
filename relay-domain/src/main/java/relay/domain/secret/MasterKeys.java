package relay.domain.secret;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The keys that everything reversible is encrypted with: the newest encrypts, all decrypt.
 * Immutable; no text form shows a key but {@link #text}.
 *
 * <p>As text each key is a line {@code id base64}, oldest first; lines that begin with # are notes.
 */
public final class MasterKeys {
  static final int KEY_OCTETS = 32;
  private static final int ID_OCTETS = 4;
  private final Map<String, byte[]> byId;
  private final String newest;

  private MasterKeys(Map<String, byte[]> byId, String newest) {
    this.byId = byId;
    this.newest = newest;
  }

  /** One new key; the random must be a secure one. */
  public static MasterKeys first(RandomGenerator random) {
    return new MasterKeys(Map.of(), "").withNext(random);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when there is no key in it, or something that is none
   */
  public static MasterKeys parse(String text) {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    String last = "";
    for (String line : text.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        int blank = line.indexOf(' ');
        byte[] key = Base64.getDecoder().decode(line.substring(blank + 1).strip());
        last = blank < 0 ? "" : line.substring(0, blank);
        boolean goodId = !last.isEmpty() && last.chars().allMatch(Character::isLetterOrDigit);
        if (!goodId || key.length != KEY_OCTETS || keys.put(last, key) != null) {
          throw new IllegalArgumentException(
              "each line must be an id of its own, a blank, and 32 octets in Base64");
        }
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no key");
    }
    return new MasterKeys(keys, last);
  }

  /** With one more key, which from now on encrypts. */
  public MasterKeys withNext(RandomGenerator random) {
    byte[] id = new byte[ID_OCTETS];
    byte[] key = new byte[KEY_OCTETS];
    Map<String, byte[]> keys = new LinkedHashMap<>(byId);
    String name;
    do {
      random.nextBytes(id);
      name = HexFormat.of().formatHex(id);
    } while (keys.containsKey(name));
    random.nextBytes(key);
    keys.put(name, key);
    return new MasterKeys(keys, name);
  }

  /** Id of the key that encrypts. */
  public String newest() {
    return newest;
  }

  /** Ids of all, oldest first. */
  public List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  /** How many there are. */
  public int count() {
    return byId.size();
  }

  /**
   * The key of this id.
   *
   * @throws SecretUnreadable when there is none
   */
  byte[] key(String id) {
    byte[] key = byId.get(id);
    if (key == null) {
      throw new SecretUnreadable(
          "the master key " + id + " is missing; put it back into the key file", null);
    }
    return key;
  }

  /** All keys; a secret. */
  public String text() {
    StringBuilder text = new StringBuilder();
    byId.forEach(
        (id, key) ->
            text.append(id)
                .append(' ')
                .append(Base64.getEncoder().encodeToString(key))
                .append('\n'));
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MasterKeys that
        && newest.equals(that.newest)
        && byId.keySet().equals(that.byId.keySet())
        && byId.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.byId.get(e.getKey())));
  }

  @Override
  public int hashCode() {
    return byId.keySet().hashCode();
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "MasterKeys" + byId.keySet();
  }
}
