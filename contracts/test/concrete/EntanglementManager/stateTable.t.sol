// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { DepositTable } from "../../utils/DepositTable.sol";

/// @notice Every state of a deposit, each reached by real calls, against every call that moves a deposit: what `docs/data-flow.md`
/// draws goes through, all the rest reverts and changes nothing.
contract StateTableTest is DepositTable {
    function test_None() external {
        _reqId = 99;
        _check(DepositState.None, new Call[](0));
    }

    function test_Requested() external {
        _reqId = request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 3);
        _check(DepositState.Requested, _only(Call.Resolve));
    }

    function test_RequestedAndTooEarly() external {
        _reqId = request(alice, BTC);
        _check(DepositState.Requested, new Call[](0));
    }

    /// @dev Committed again: it goes through and stays what it is.
    function test_RequestedAndOutOfReach() external {
        _reqId = request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 259);
        _check(DepositState.Requested, _only(Call.Resolve));
    }

    function test_Assigned() external {
        _reqId = assigned(alice, BTC);
        _keep(payShare(_reqId, 0, BTC, 6));
        _check(DepositState.Assigned, _only(Call.Execute));
    }

    function test_AssignedAndPartlyPaid() external {
        _reqId = assigned(alice, BTC);
        count(_reqId, 0, BTC / 2);
        _keep(payShare(_reqId, 0, BTC / 2, 6));
        _check(DepositState.Assigned, _two(Call.Execute, Call.FinalisePartial));
    }

    function test_AssignedAndLate() external {
        _reqId = assigned(alice, BTC);
        _keep(payShare(_reqId, 0, BTC, 6));
        passDeadline(_reqId);
        freshen();
        _check(DepositState.Assigned, _two(Call.Execute, Call.Expire));
    }

    function test_AssignedAndTheRefundWindowNears() external {
        _reqId = assigned(alice, BTC);
        count(_reqId, 0, BTC / 2);
        _keep(payShare(_reqId, 0, BTC / 2, 6));
        passRefundWindow(_reqId);
        _check(DepositState.Assigned, _only(Call.Expire));
    }

    function test_Expired() external {
        _expire();
        _check(DepositState.Expired, _only(Call.Execute));
    }

    function test_ExpiredAndPartlyPaid() external {
        _reqId = assigned(alice, BTC);
        count(_reqId, 0, BTC / 2);
        _keep(payShare(_reqId, 0, BTC / 2, 6));
        passDeadline(_reqId);
        system.bridge.expireDeposit(_reqId, 0);
        freshen();
        _check(DepositState.Expired, _two(Call.Execute, Call.FinalisePartial));
    }

    function test_ExpiredAndTheRefundWindowNears() external {
        _expire();
        passRefundWindow(_reqId);
        _check(DepositState.Expired, _only(Call.Expire));
    }

    function test_Minted() external {
        _reqId = minted(alice, BTC);
        _keep(payShare(_reqId, 0, BTC, 6));
        _check(DepositState.Minted, _two(Call.Execute, Call.ClaimBonds));
    }

    function test_MintedAndTheRefundWindowNears() external {
        _reqId = minted(alice, BTC);
        _keep(payShare(_reqId, 0, BTC, 6));
        passRefundWindow(_reqId);
        _check(DepositState.Minted, _only(Call.ClaimBonds));
    }

    function test_MintedAndMoreWaits() external {
        _mintAndMore();
        _check(DepositState.Minted, _two(Call.Execute, Call.ClaimBonds));
    }

    function test_MintedAndMoreHasRoom() external {
        _mintAndMore();
        addCollateral(viewOf(_reqId, 0).staker, collateralFor(2 * BTC));
        Call[] memory allowed = new Call[](3);
        (allowed[0], allowed[1], allowed[2]) = (Call.Execute, Call.ClaimBonds, Call.DrainEscrow);
        _check(DepositState.Minted, allowed);
    }

    function test_MintedAndMoreWaitsTooLong() external {
        _mintAndMore();
        passRefundWindow(_reqId);
        Call[] memory allowed = new Call[](3);
        (allowed[0], allowed[1], allowed[2]) = (Call.ClaimBonds, Call.VoidEscrow, Call.DrainEscrow);
        _check(DepositState.Minted, allowed);
    }

    function test_Cancelled() external {
        _reqId = request(alice, BTC);
        feed.set(0, 0);
        resolve(_reqId);
        feed.set(PRICE, 0);
        _check(DepositState.Cancelled, _only(Call.ClaimBonds));
    }

    function test_Refundable() external {
        _expire();
        passRefundWindow(_reqId);
        system.bridge.expireDeposit(_reqId, 0);
        _check(DepositState.Refundable, new Call[](0));
    }

    /// @dev proven in time, and the limit never let it: only its bond is left to claim
    function test_RefundableThoughPaidInTime() external {
        _limit();
        passRefundWindow(_reqId);
        system.minter.voidEscrow(_reqId, 0);
        _check(DepositState.Refundable, _only(Call.ClaimBonds));
    }

    function test_Queued() external {
        _reqId = queued(alice, 7 * BTC);
        _check(DepositState.Queued, _only(Call.CancelQueued));
    }

    function test_QueuedAndRoomCame() external {
        _reqId = queued(alice, 7 * BTC);
        addStaker(2 * BTC);
        _check(DepositState.Queued, _two(Call.CancelQueued, Call.DrainDeposits));
    }

    function test_Offered() external {
        _offer();
        _check(DepositState.Offered, _two(Call.Accept, Call.CancelQueued));
    }

    function test_OfferedAndLapsed() external {
        _offer();
        vm.warp(block.timestamp + 1 days + 1);
        freshen();
        _check(DepositState.Offered, _two(Call.Lapse, Call.CancelQueued));
    }

    function test_EscrowedAtItsStaker() external {
        _escrow();
        _keep(payShare(_reqId, 0, BTC, 6));
        _check(DepositState.Escrowed, _only(Call.Execute));
    }

    function test_EscrowedAndRoomCame() external {
        _escrow();
        feed.set(PRICE, 0);
        _keep(payShare(_reqId, 0, BTC, 6));
        _check(DepositState.Escrowed, _two(Call.Execute, Call.DrainEscrow));
    }

    function test_EscrowedAndTheRefundWindowNears() external {
        _escrow();
        _keep(payShare(_reqId, 0, BTC, 6));
        passRefundWindow(_reqId);
        _check(DepositState.Escrowed, _two(Call.VoidEscrow, Call.DrainEscrow));
    }

    function test_EscrowedForTheLimit() external {
        _limit();
        _check(DepositState.Escrowed, _two(Call.Execute, Call.ClaimBonds));
    }

    function test_EscrowedAndTheLimitAllowsIt() external {
        _limit();
        setMintLimit(10 * BTC);
        Call[] memory allowed = new Call[](3);
        (allowed[0], allowed[1], allowed[2]) = (Call.Execute, Call.ClaimBonds, Call.DrainLimit);
        _check(DepositState.Escrowed, allowed);
    }

    function test_EscrowedForTheLimitTooLong() external {
        _limit();
        passRefundWindow(_reqId);
        Call[] memory allowed = new Call[](3);
        (allowed[0], allowed[1], allowed[2]) = (Call.ClaimBonds, Call.VoidEscrow, Call.DrainLimit);
        _check(DepositState.Escrowed, allowed);
    }

    function test_EscrowedTakenADayAgo() external {
        _escrow();
        system.minter.proveSweep(_reqId, 0, _proofs[0].tx, 0, _spend);
        _keep(payShare(_reqId, 0, BTC, 6));
        vm.warp(block.timestamp + 1 days);
        freshen();
        // A tenth of the price leaves room for a part of it.
        Call[] memory allowed = new Call[](3);
        (allowed[0], allowed[1], allowed[2]) = (Call.Execute, Call.ForfeitRegistration, Call.DrainEscrow);
        _check(DepositState.Escrowed, allowed);
    }

    function test_MintedAndReorganised() external {
        _reorganise();
        _check(DepositState.Minted, _two(Call.ClaimBonds, Call.ReportReorg));
    }

    function test_MintedAndReported() external {
        _report();
        _check(DepositState.Minted, _two(Call.ClaimBonds, Call.ReproveDeposit));
    }

    function test_MintedAndReportedLongAgo() external {
        _report();
        mine(system.relay, 145);
        Call[] memory allowed = new Call[](3);
        (allowed[0], allowed[1], allowed[2]) = (Call.ClaimBonds, Call.ReproveDeposit, Call.CloseReorg);
        _check(DepositState.Minted, allowed);
    }

    function test_MintedAndOwed() external {
        _report();
        mine(system.relay, 145);
        system.minter.closeReorg(_reqId, 0, sha256d(_proofs[0].tx), 0);
        _check(DepositState.Minted, _only(Call.ClaimBonds));
    }
}
