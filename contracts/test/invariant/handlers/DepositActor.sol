// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { DepositPayments, DepositShare, DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { StakerView } from "../../../src/types/StakerTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";
import { DepositStore } from "../stores/DepositStore.sol";

/// @notice Those who ask: requests, draws, the queue, expiry, bonds. And how the ghost follows what happened.
abstract contract DepositActor is ShareFixture, DepositStore {
    uint256 private constant MAX_OPEN_BLOCKS = 250;
    address[] internal _people;

    // --- asking ---

    function requestDeposit(uint256 who, uint256 amount, bool allowQueue) public {
        _refresh();
        uint64 most = system.selector.available();
        if (most < 10_000 && !allowQueue) return;
        uint64 sats = uint64(bound(amount, 10_000, allowQueue ? most + BTC : most));
        address requester = _people[who % _people.length];
        address recipient = who % 3 == 0 ? _people[(who % _people.length + 1) % _people.length] : requester;
        bool waits = sats > most;
        uint256 bond = waits ? 0 : system.bridge.quoteDeposit(sats).bondWei;
        uint256 expected = system.requestIds.last() + 1;
        bytes memory data =
            abi.encodeCall(IEntanglementManager.requestDeposit, (sats, recipient, REFUND_KEY, allowQueue));
        vm.prank(requester);
        (bool ok,) = address(system.bridge).call{ value: bond }(data);
        (,, bool halted) = system.bridge.haltShift();
        bool closed = halted || system.bridge.openReorgs() != 0;
        if (ok == closed) _violate("R42: an entry was open in a halt, or closed without one");
        if (!ok) return;
        if (system.requestIds.last() != expected) _violate("R8: an id was skipped or reused");
        ids.push(expected);
        (ghosts[expected].sats, ghosts[expected].requester, ghosts[expected].shares) = (sats, requester, 1);
        bondLiabilityWei += bond;
        _sync(expected, 0);
        if (!waits) heldSats += sats;
    }

    function resolveNext(bool tooLate) public {
        uint256 reqId = system.selector.nextDraw();
        if (reqId == 0) return;
        _refreshPrice();
        uint256 drawBlock = system.selector.drawBlockOf(reqId);
        uint256 wanted = drawBlock + (tooLate ? MAX_OPEN_BLOCKS + 9 : 3);
        if (vm.getBlockNumber() < wanted) vm.roll(wanted);
        uint256 bond = parts[reqId][0].bondWei;
        moment();
        system.bridge.resolveDeposit(reqId);
        DepositState state = recorded(reqId, 0);
        // Too late: committed again, never resolved with a seed that could have been chosen.
        if (state == DepositState.Requested) {
            if (system.selector.drawBlockOf(reqId) != vm.getBlockNumber()) _violate("R29: a draw was lost");
            return;
        }
        heldSats -= ghosts[reqId].sats;
        if (state == DepositState.Assigned) return _assigned(reqId, bond);
        _sync(reqId, 0);
    }

    function _assigned(uint256 reqId, uint256 bond) private {
        uint8 shares = viewOf(reqId, 0).shareCount;
        ghosts[reqId].shares = shares;
        uint64 sum;
        uint256 bonds;
        for (uint8 share; share < shares; ++share) {
            if (share != 0) parts[reqId][share].state = DepositState.Requested;
            _sync(reqId, share);
            Part storage part = parts[reqId][share];
            (sum, bonds) = (sum + part.sats, bonds + part.bondWei);
            if (requestOfScript[part.scriptHash] != 0) _violate("R10: a script serves two shares");
            requestOfScript[part.scriptHash] = reqId;
            // R2 is about the moment of reserving: prices may fall later.
            StakerView memory staker = system.registry.stakerOf(part.staker);
            if (staker.issued + staker.toBeIssued > system.registry.collateralCapacity(part.staker)) {
                _violate("R2: reserved beyond capacity");
            }
            if (staker.held) _violate("R19: drawn while held");
        }
        if (sum != ghosts[reqId].sats) _violate("R7: the shares are not the amount");
        if (shares > 5) _violate("R7: more than five shares");
        if (bonds != bond) _violate("R15: a split changed the bond");
    }

    // --- the queue ---

    function drainDeposits() external {
        (uint256 first,, uint64 offered) = system.bridge.depositQueue();
        (bool ok,) = address(system.bridge).call(abi.encodeCall(IEntanglementManager.drainDeposits, ()));
        if (!ok || first == 0) return;
        if (recorded(first, 0) != DepositState.Offered) return;
        if (system.selector.available() < offered + ghosts[first].sats) _violate("offered what is not there");
        _sync(first, 0);
    }

    function acceptDeposit(uint256 pick, bool declines) external {
        (uint256 reqId,, bool found) = _pick(pick, DepositState.Offered);
        if (!found) return;
        _refresh();
        uint256 bond = system.bridge.quoteDeposit(ghosts[reqId].sats).bondWei;
        bytes memory data = declines
            ? abi.encodeCall(IEntanglementManager.cancelQueued, (reqId))
            : abi.encodeCall(IEntanglementManager.acceptDeposit, (reqId));
        vm.prank(ghosts[reqId].requester);
        (bool ok,) = address(system.bridge).call{ value: declines ? 0 : bond }(data);
        if (declines && !ok) _violate("R42: an offer could not be declined");
        if (!ok) return;
        _sync(reqId, 0);
        if (declines) return;
        heldSats += ghosts[reqId].sats;
        bondLiabilityWei += bond;
    }

    function leaveQueue(uint256 pick, bool lapses) external {
        (uint256 reqId,, bool found) = _pick(pick, lapses ? DepositState.Offered : DepositState.Queued);
        if (!found) return;
        if (lapses) {
            uint256 until = viewOf(reqId, 0).deadlineTime;
            (,, bool halted) = system.bridge.haltShift();
            if (halted) return;
            if (vm.getBlockTimestamp() <= until) vm.warp(until + 1);
            system.bridge.lapseDeposit(reqId);
        } else {
            vm.prank(ghosts[reqId].requester);
            system.bridge.cancelQueued(reqId);
        }
        _sync(reqId, 0);
    }

    // --- ends ---

    function expire(uint256 pick, bool bothClocks) external {
        (uint256 reqId, uint8 share, bool found) = _pick(pick, DepositState.Assigned);
        if (!found) return;
        DepositView memory deposit = viewOf(reqId, share);
        (,, bool halted) = system.bridge.haltShift();
        bool passed = vm.getBlockTimestamp() > deposit.deadlineTime
            && minedHeight > deposit.deadlineHeight + system.bridge.EXPIRY_MARGIN_BLOCKS();
        if (deposit.state != DepositState.Refundable && !passed) {
            if (!halted && vm.getBlockTimestamp() <= deposit.deadlineTime) vm.warp(deposit.deadlineTime + 1);
            bytes memory data = abi.encodeCall(IEntanglementManager.expireDeposit, (reqId, share));
            uint256 last = deposit.deadlineHeight + system.bridge.EXPIRY_MARGIN_BLOCKS();
            if (halted || minedHeight <= last) {
                (bool early,) = address(system.bridge).call(data);
                if (early) _violate("R43: expired on one clock, or in a halt");
                if (!bothClocks || halted) return;
                mineTo(last + 1);
            }
        }
        system.bridge.expireDeposit(reqId, share);
        _sync(reqId, share);
    }

    function recordRefundable(uint256 pick) external {
        (uint256 reqId, uint8 share, bool found) = _pick(pick, DepositState.Expired);
        if (!found || viewOf(reqId, share).state != DepositState.Refundable) return;
        system.bridge.expireDeposit(reqId, share);
        _sync(reqId, share);
    }

    function claimBond(uint256 pick) external {
        (uint256 reqId,, bool found) = _pick(pick, DepositState.Minted);
        if (!found) return;
        _claimBond(reqId);
    }

    function _claimBond(uint256 reqId) internal {
        uint256 due;
        for (uint8 share; share < ghosts[reqId].shares; ++share) {
            DepositState state = parts[reqId][share].state;
            bool closed = state == DepositState.Minted || state == DepositState.Escrowed
                || state == DepositState.Cancelled || state == DepositState.Refundable;
            if (closed) due += parts[reqId][share].bondWei;
        }
        if (due == 0) return;
        uint256 before = ghosts[reqId].requester.balance;
        uint256[] memory one = new uint256[](1);
        one[0] = reqId;
        system.bridge.claimBonds(one);
        if (ghosts[reqId].requester.balance != before + due) _violate("R15: a bond went astray");
        bondLiabilityWei -= due;
        for (uint8 share; share < ghosts[reqId].shares; ++share) {
            _sync(reqId, share);
        }
    }

    function claimBalance(uint256 pick) external {
        address who = pick % 2 == 0 ? feeRecipient : stakers[pick % stakers.length];
        _claimBalance(pick % 5 == 0 ? _people[pick % _people.length] : who);
    }

    function _claimBalance(address who) internal {
        uint256 amount = system.bridge.balanceOf(who);
        if (amount == 0) return;
        vm.prank(who);
        system.bridge.claimBalance();
        bondLiabilityWei -= amount;
    }

    // --- the ghost ---

    /// @dev Takes over what became of a share, by an edge that is drawn, into sums that other contracts keep by themselves.
    function _sync(uint256 reqId, uint8 share) internal {
        Part storage part = parts[reqId][share];
        DepositShare memory at = system.bridge.shareAt(reqId, share);
        uint64 sats = at.sats;
        if (part.state != at.state) {
            if (!_isEdge(part.state, at.state)) _violate("R9: a state moved along no edge");
            if (part.state == DepositState.Queued) queuedSats -= part.sats;
            if (part.state == DepositState.Offered) offeredSats -= part.sats;
            if (at.state == DepositState.Queued) queuedSats += sats;
            if (at.state == DepositState.Offered) offeredSats += sats;
            part.state = at.state;
        }
        part.sats = sats;
        DepositView memory seen = viewOf(reqId, share);
        part.bondWei = seen.bondWei;
        if (at.stakerId == 0) return;
        if (part.staker == address(0)) (part.staker, part.scriptHash) = (seen.staker, keccak256(seen.script));
        if (keccak256(seen.script) != part.scriptHash) _violate("R10: a script changed");
        _syncSums(reqId, share, part);
    }

    function _syncSums(uint256 reqId, uint8 share, Part storage part) private {
        DepositPayments memory sums = paymentsOf(reqId, share);
        if (sums.paidSats != part.paid) _violate("R4: paid is not what was proven");
        if (sums.mintedSats < part.minted || sums.mintedSats > sums.paidSats) _violate("R4: minted beyond paid");
        uint64 grown = sums.mintedSats - part.minted;
        (mintedSats, issuedOf[part.staker], part.minted) =
        (mintedSats + grown, issuedOf[part.staker] + grown, sums.mintedSats);
        if (grown != 0) _countMint(grown);
        uint64 reserved = uint64(reservedOf(reqId, share));
        openOf[part.staker] = openOf[part.staker] + reserved - part.reserved;
        uint64 waits = _waits(reqId, share, sums, grown);
        escrowedSats = escrowedSats + waits - part.waits;
        (part.reserved, part.waits) = (reserved, waits);
        (part.place, part.counted, part.swept) = (_placeOf(sums), sums.paidSats, sums.sweptSats);
    }

    /// @dev What comes in when the refund window is near waits for what was swept of it alone: the rest is the depositor's.
    function _waits(uint256 reqId, uint8 share, DepositPayments memory sums, uint64 grown)
        private
        view
        returns (uint64 waits)
    {
        if (sums.place == 0) return 0;
        Part storage part = parts[reqId][share];
        uint64 all = sums.paidSats - sums.mintedSats;
        if (_placeOf(sums) != part.place) {
            bool near = minedHeight + 1008 > viewOf(reqId, share).refundHeight;
            return near && sums.sweptSats > sums.mintedSats ? sums.sweptSats - sums.mintedSats : all;
        }
        waits = part.waits - grown;
        bool more = sums.paidSats != part.counted || sums.sweptSats != part.swept;
        if (more && all > waits) waits = all;
    }

    /// @dev places of two ledgers may have one number
    function _placeOf(DepositPayments memory sums) private pure returns (uint256) {
        return sums.place * 2 + (sums.reserved ? 1 : 0);
    }

    /// @dev R41, by a list of all mints
    function _countMint(uint64 sats) private {
        mintTimes.push(vm.getBlockTimestamp());
        mintAmounts.push(sats);
        uint256 sum;
        for (uint256 i = mintTimes.length; i > 0 && mintTimes[i - 1] + 24 hours > vm.getBlockTimestamp(); --i) {
            sum += mintAmounts[i - 1];
        }
        if (sum > system.minter.mintParams().mintLimitSats) _violate("R41: more than the limit in 24 hours");
    }

    /// @dev the first share from `pick` on in a state
    function _pick(uint256 pick, DepositState state) internal view returns (uint256 reqId, uint8 share, bool found) {
        uint256 length = ids.length;
        for (uint256 i; i < length; ++i) {
            reqId = ids[addmod(pick, i, length)];
            for (share = 0; share < ghosts[reqId].shares; ++share) {
                if (parts[reqId][share].state == state) return (reqId, share, true);
            }
        }
        return (0, 0, false);
    }

    function _refreshPrice() internal {
        (, int256 answer,,,) = feed.latestRoundData();
        feed.set(int192(answer), uint64(vm.getBlockTimestamp()));
    }

    /// @dev a price and a Bitcoin block of now, so that something may be asked for and minted
    function _refresh() internal {
        _refreshPrice();
        mine(system.relay, 1);
    }
}
