package relay.domain.secret;

import java.util.Random;

/** A vault for tests whose keys come from a seed. */
public final class FixedVault implements SecretVault {
  private static final Random CHANCE = new Random(12);
  private MasterKeys keys;

  public FixedVault() {
    this(11);
  }

  /** With keys of its own. */
  public FixedVault(long seed) {
    keys = MasterKeys.first(new Random(seed));
  }

  @Override
  public SecretBox box() {
    return new SecretBox(keys, CHANCE);
  }

  @Override
  public String newestKey() {
    return keys.newest();
  }

  /** Always. */
  @Override
  public void mayRotate() {
    assert keys.count() > 0;
  }

  @Override
  public String rotate() {
    keys = keys.withNext(CHANCE);
    return keys.newest();
  }
}
