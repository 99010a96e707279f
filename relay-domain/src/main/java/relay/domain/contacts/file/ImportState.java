package relay.domain.contacts.file;

/** How far an import has got. */
public enum ImportState {
  WAITING,
  RUNNING,
  DONE,
  /** By somebody, at whatever row it was: what was taken stays. */
  STOPPED,
  FAILED;

  public boolean isEnded() {
    return this != WAITING && this != RUNNING;
  }
}
