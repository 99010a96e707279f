package relay.domain.user;

/** The marks of one node alone keep what all nodes together keep. */
class RememberedMarksTest implements LoginMarksContract {
  private final RememberedMarks marks = new RememberedMarks();

  @Override
  public LoginMarks marks() {
    return marks;
  }
}
