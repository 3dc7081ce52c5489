// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../../src/interfaces/IWithdrawalManager.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { ShareState, WithdrawalState } from "../../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../../utils/WithdrawalFixture.sol";

/// @notice Every state of a withdrawal and of its shares, each reached by real calls, against every call that moves one: what
/// `docs/data-flow.md` draws goes through, all the rest reverts and changes nothing.
contract WithdrawalStateTableTest is WithdrawalFixture {
    enum Call {
        Resolve,
        Drain,
        CancelQueued,
        Verify,
        TimeOut,
        Retry,
        Reimburse
    }

    uint256 private constant CALLS = 7;
    uint256 private _reqId;
    Proof private _proof;

    function setUp() public override {
        super.setUp();
        fill(3, 2 * BTC);
    }

    // --- of the whole ---

    function test_None() external {
        _reqId = 99;
        _check(WithdrawalState.None, ShareState.None, "");
    }

    function test_Requested() external {
        _reqId = ask(alice, BTC);
        vm.roll(vm.getBlockNumber() + 3);
        _check(WithdrawalState.Requested, ShareState.None, _list(Call.Resolve));
    }

    function test_RequestedAndTooEarly() external {
        _reqId = ask(alice, BTC);
        _check(WithdrawalState.Requested, ShareState.None, "");
    }

    function test_Queued() external {
        _queue();
        _check(WithdrawalState.Queued, ShareState.None, _list(Call.CancelQueued));
    }

    function test_QueuedAndSomebodyHolds() external {
        _queue();
        addStaker(2 * BTC);
        minted(bob, 2 * BTC);
        _check(WithdrawalState.Queued, ShareState.None, _list(Call.CancelQueued, Call.Drain));
    }

    function test_QueuedAndDrawnFor() external {
        _queue();
        addStaker(2 * BTC);
        minted(bob, 2 * BTC);
        system.withdrawals.drainQueue();
        vm.roll(vm.getBlockNumber() + 3);
        _check(WithdrawalState.Requested, ShareState.None, _list(Call.CancelQueued, Call.Resolve));
    }

    function test_Cancelled() external {
        _queue();
        vm.prank(alice);
        system.withdrawals.cancelQueued(_reqId);
        _check(WithdrawalState.Cancelled, ShareState.None, "");
    }

    function test_PartlyPaid() external {
        _reqId = asked(alice, 5 * BTC);
        system.withdrawals.verifyWithdrawal(_reqId, 1, payShare(_reqId, 1));
        _keep();
        _check(WithdrawalState.PartlyPaid, ShareState.Pending, _list(Call.Verify));
    }

    function test_AssignedAndTheRestWaits() external {
        _assignPart();
        _check(WithdrawalState.Assigned, ShareState.Pending, _list(Call.Verify, Call.CancelQueued));
    }

    function test_PartlyPaidAndTheRestWaits() external {
        _assignPart();
        system.withdrawals.verifyWithdrawal(_reqId, 0, _proof);
        _keep();
        _check(WithdrawalState.PartlyPaid, ShareState.Paid, _list(Call.CancelQueued));
    }

    function test_PartlyPaidAndTheRestCanBePlaced() external {
        _assignPart();
        system.withdrawals.verifyWithdrawal(_reqId, 0, _proof);
        _keep();
        addStaker(2 * BTC);
        minted(bob, 2 * BTC);
        _check(WithdrawalState.PartlyPaid, ShareState.Paid, _list(Call.CancelQueued, Call.Drain));
    }

    // --- of a share ---

    function test_Pending() external {
        _reqId = asked(alice, BTC);
        _keep();
        _check(WithdrawalState.Assigned, ShareState.Pending, _list(Call.Verify));
    }

    function test_PendingAndLate() external {
        _reqId = asked(alice, BTC);
        passShareDeadline(_reqId, 0);
        _keep();
        _check(WithdrawalState.Assigned, ShareState.Pending, _list(Call.Verify, Call.TimeOut));
    }

    function test_PendingAndHalted() external {
        _reqId = asked(alice, BTC);
        system.bridge.halt();
        vm.warp(block.timestamp + 3 days);
        mineTo(minedHeight + 200);
        _keep();
        _check(WithdrawalState.Assigned, ShareState.Pending, _list(Call.Verify));
    }

    function test_TimedOut() external {
        _reqId = timedOut(alice, BTC);
        _keep();
        _check(WithdrawalState.Assigned, ShareState.TimedOut, _list(Call.Verify, Call.Retry, Call.Reimburse));
    }

    function test_TimedOutWithoutAPrice() external {
        _reqId = timedOut(alice, BTC);
        _keep();
        feed.set(0, 0);
        _check(WithdrawalState.Assigned, ShareState.TimedOut, _list(Call.Verify, Call.Retry));
    }

    function test_Retried() external {
        _reqId = timedOut(alice, BTC);
        _keep();
        vm.prank(alice);
        system.withdrawals.retryShare(_reqId, 0);
        vm.roll(vm.getBlockNumber() + 3);
        _check(WithdrawalState.Requested, ShareState.Retried, _list(Call.Resolve));
    }

    function test_Reimbursed() external {
        _reqId = timedOut(alice, BTC);
        _keep();
        vm.prank(alice);
        system.withdrawals.reimburseShare(_reqId, 0);
        _check(WithdrawalState.Failed, ShareState.Reimbursed, "");
    }

    function test_Paid() external {
        _reqId = asked(alice, BTC);
        _keep();
        system.withdrawals.verifyWithdrawal(_reqId, 0, _proof);
        // Another payment of the same, mined and marked, counts for nobody.
        _keep();
        _check(WithdrawalState.Complete, ShareState.Paid, "");
    }

    // --- the table ---

    /// @dev Tries every call from this state, by whoever may make it; what goes through is undone.
    function _check(WithdrawalState state, ShareState share, bytes memory allowed) private {
        assertWithdrawal(_reqId, state, "the state that is tried");
        assertShare(_reqId, 0, share, "and its share's");
        for (uint256 i; i < CALLS; ++i) {
            bool expected;
            for (uint256 k; k < allowed.length; ++k) {
                if (uint8(allowed[k]) == i) expected = true;
            }
            uint256 snapshot = vm.snapshotState();
            bytes32 before = _seen();
            string memory name = string.concat("call ", vm.toString(i), " in state ", vm.toString(uint256(state)));
            assertEq(_try(Call(i), alice), expected, name);
            assertEq(_seen() != before, expected, string.concat(name, ": what it changes"));
            vm.revertToState(snapshot);
            // Of what its owner alone may do a stranger may do nothing.
            bool owners = i == uint256(Call.CancelQueued) || i == uint256(Call.Retry) || i == uint256(Call.Reimburse);
            assertEq(_try(Call(i), bob), expected && !owners, string.concat(name, " by a stranger"));
            vm.revertToState(snapshot);
        }
    }

    function _try(Call c, address by) private returns (bool ok) {
        bytes memory data;
        if (c == Call.Resolve) data = abi.encodeCall(IWithdrawalManager.resolveWithdrawal, (_reqId));
        if (c == Call.Drain) data = abi.encodeCall(IWithdrawalManager.drainQueue, ());
        if (c == Call.CancelQueued) data = abi.encodeCall(IWithdrawalManager.cancelQueued, (_reqId));
        if (c == Call.Verify) data = abi.encodeCall(IWithdrawalManager.verifyWithdrawal, (_reqId, 0, _proof));
        if (c == Call.TimeOut) data = abi.encodeCall(IWithdrawalManager.timeOutShare, (_reqId, 0));
        if (c == Call.Retry) data = abi.encodeCall(IWithdrawalManager.retryShare, (_reqId, 0));
        if (c == Call.Reimburse) data = abi.encodeCall(IWithdrawalManager.reimburseShare, (_reqId, 0));
        vm.prank(by);
        (ok,) = address(system.withdrawals).call(data);
    }

    function _seen() private view returns (bytes32) {
        return keccak256(abi.encode(withdrawal(_reqId), shareOf(_reqId, 0)));
    }

    // --- ways there ---

    /// @dev first in the queue, because all that is held is owed already
    function _queue() private {
        for (uint256 i; i < 3; ++i) {
            owesAll(i);
        }
        _reqId = asked(alice, BTC / 2);
    }

    /// @dev one staker is left who carries half of it; the rest waits
    function _assignPart() private {
        owesAll(1);
        owesAll(2);
        _reqId = asked(alice, 4 * BTC);
        assertGt(withdrawal(_reqId).position, 0, "a part waits");
        _keep();
    }

    /// @dev a payment of share 0 as its staker makes it, with its confirmations
    function _keep() private {
        _proof = payShare(_reqId, 0);
    }

    function _list(Call one) private pure returns (bytes memory) {
        return abi.encodePacked(uint8(one));
    }

    function _list(Call one, Call two) private pure returns (bytes memory) {
        return abi.encodePacked(uint8(one), uint8(two));
    }

    function _list(Call one, Call two, Call three) private pure returns (bytes memory) {
        return abi.encodePacked(uint8(one), uint8(two), uint8(three));
    }
}
