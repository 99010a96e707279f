package relay.domain.secret;

import java.util.Random;

/** Master keys in memory, the same ones each time, for tests. */
public final class InMemoryVault implements SecretVault {
  private final Random random = new Random(6);
  private MasterKeys keys = MasterKeys.first(new Random(5));
  private boolean fixed;

  /** As if the keys came from a setting. */
  public synchronized void fix() {
    fixed = true;
  }

  /** As if an operator had taken all keys but the newest out of the file. */
  public synchronized void forgetOldKeys() {
    String[] lines = keys.text().strip().split("\n");
    keys = MasterKeys.parse(lines[lines.length - 1]);
  }

  @Override
  public synchronized SecretBox box() {
    return new SecretBox(keys, random);
  }

  @Override
  public synchronized String newestKey() {
    return keys.newest();
  }

  @Override
  public synchronized void mayRotate() {
    if (fixed) {
      throw new IllegalStateException("the keys come from a setting");
    }
  }

  @Override
  public synchronized String rotate() {
    mayRotate();
    keys = keys.withNext(random);
    return keys.newest();
  }
}
