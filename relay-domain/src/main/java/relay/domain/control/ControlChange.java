package relay.domain.control;

/** A wish to change something. */
public sealed interface ControlChange {
  ControlKey key();

  /** Make it; nothing of this key may be there. */
  record Create(ControlObject object) implements ControlChange {
    @Override
    public ControlKey key() {
      return object.key();
    }
  }

  /** Put it in the place of the one that has this object's version. */
  record Replace(ControlObject object) implements ControlChange {
    @Override
    public ControlKey key() {
      return object.key();
    }
  }

  /**
   * Take it away.
   *
   * @param version that it must have; 0: whichever it has
   */
  record Delete(ControlKey key, long version) implements ControlChange {}
}
