// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../../src/interfaces/IWithdrawalManager.sol";
import { SplitRules } from "../../../src/libraries/SplitRules.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareState, ShareView, WithdrawalState, WithdrawalView } from "../../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../../utils/WithdrawalFixture.sol";

/// @notice People who withdraw, stakers that pay, pay late or not at all, keepers, in any order. Actions are bounded so that
/// they must succeed; attempts that must fail are made and checked to fail.
contract WithdrawalHandler is WithdrawalFixture {
    uint256 private constant STAKERS = 7;

    address[] private _people;
    uint256[] private _ids;
    /// @notice things that must never happen, by name; the invariants want it empty
    string public violation;

    constructor(bool records) {
        if (records) vm.recordLogs();
        setUp();
        for (uint256 i; i < STAKERS; ++i) {
            addStaker(uint64((i + 2) * BTC / 2));
        }
        _people.push(alice);
        _people.push(bob);
        // Nearly all of it is used, so that collateral runs short when the price falls.
        for (uint256 i = 1; i < STAKERS; ++i) {
            minted(i % 2 == 0 ? alice : bob, system.selector.preview(system.selector.available(), 10_000, 0)[0]);
        }
    }

    // --- people ---

    function deposit(uint256 who, uint256 amount) external {
        _now();
        uint64 most = system.selector.available();
        if (most < 10_000 || system.selector.nextDraw() != 0) return;
        uint64 sats = uint64(bound(amount, 10_000, most < 3 * BTC ? most : 3 * BTC));
        uint256 reqId = assigned(_person(who), sats);
        // The price fell since the weights were written: nobody can carry it.
        if (stateOf(reqId) == DepositState.Cancelled) return;
        for (uint8 share; share < system.bridge.depositOf(reqId, 0).shareCount; ++share) {
            Proof[] memory proofs = new Proof[](1);
            uint64 part = system.bridge.depositOf(reqId, share).sats;
            bytes memory script = system.bridge.depositScript(reqId, share);
            proofs[0] = mineWith(system.relay, buildPayment(script, part), 5, 4);
            mine(system.relay, system.minter.confirmationsFor(part) - 1);
            system.minter.executeDeposit(reqId, share, proofs);
        }
    }

    function withdraw(uint256 who, uint256 amount, uint256 minerFee, bool everything) external {
        address person = _person(who);
        uint64 fee = uint64(bound(minerFee, 0, 50_000));
        uint64 least = system.withdrawals.quoteWithdrawal(BTC, fee).minSats;
        uint64 balance = uint64(system.qpBTC.balanceOf(person));
        if (balance < least) return;
        uint64 sats = everything ? balance : uint64(bound(amount, least, balance));
        vm.startPrank(person);
        system.qpBTC.approve(address(system.withdrawals), sats);
        uint256 reqId = system.withdrawals.requestWithdrawal(sats, payoutScript, fee);
        vm.stopPrank();
        _ids.push(reqId);
        (uint256 first,) = system.withdrawals.queue();
        bool waits = first != 0 && first != reqId;
        if (waits == withdrawal(reqId).drawing) _violate("R31: overtook those who wait, or waited for nobody");
    }

    function retryOrReimburse(uint256 pick, bool retry) external {
        (uint256 reqId, uint8 share, bool found) = _pick(pick, ShareState.TimedOut);
        if (!found) return;
        _now();
        vm.prank(withdrawal(reqId).owner);
        if (retry) system.withdrawals.retryShare(reqId, share);
        else system.withdrawals.reimburseShare(reqId, share);
    }

    function cancel(uint256 pick) external {
        if (_ids.length == 0) return;
        uint256 reqId = _ids[pick % _ids.length];
        WithdrawalView memory seen = withdrawal(reqId);
        vm.prank(seen.owner);
        (bool ok,) = address(system.withdrawals).call(abi.encodeCall(IWithdrawalManager.cancelQueued, (reqId)));
        if (ok != (seen.position != 0)) _violate("R42: cancelled what was not queued, or could not cancel what was");
    }

    // --- keepers ---

    function resolveNext(bool tooLate) external {
        uint256 reqId = system.holders.nextDraw();
        if (reqId == 0) return;
        uint256 wanted = system.holders.drawBlockOf(reqId) + (tooLate ? 259 : 3);
        if (vm.getBlockNumber() < wanted) vm.roll(wanted);
        moment();
        system.withdrawals.resolveWithdrawal(reqId);
    }

    function drain() external {
        (uint256 first,) = system.withdrawals.queue();
        if (first == 0 || withdrawal(first).drawing) return;
        (uint64 waits, uint64 minerFee) = (withdrawal(first).unplacedSats, withdrawal(first).maxFeeSats);
        uint64 most = system.holders.largest();
        bool can = most >= waits || SplitRules.take(waits, most, 10_000 + minerFee, minerFee) != 0;
        (bool ok,) = address(system.withdrawals).call(abi.encodeCall(IWithdrawalManager.drainQueue, ()));
        if (ok != can) _violate("R31: the first was not drawn for, or for nothing");
    }

    /// @dev not often: two hundred blocks are mined for it
    function timeOut(uint256 pick) external {
        if (pick % 3 != 0) return;
        (uint256 reqId, uint8 share, bool found) = _pick(pick, ShareState.Pending);
        if (!found) return;
        bytes memory call = abi.encodeCall(IWithdrawalManager.timeOutShare, (reqId, share));
        ShareView memory part = shareOf(reqId, share);
        uint256 past = part.deadlineTime + 6 hours + 1;
        if (vm.getBlockTimestamp() < past) vm.warp(past);
        if (minedHeight <= part.deadlineHeight + 36) {
            (bool early,) = address(system.withdrawals).call(call);
            if (early) _violate("R43: timed out on one clock");
            mineTo(part.deadlineHeight + 37);
        }
        (bool ok,) = address(system.withdrawals).call(call);
        if (!ok) _violate("R47: could not time out");
    }

    // --- stakers ---

    /// @notice Pays a share, proves it, and offers the same proof to others.
    function payOut(uint256 pick, bool late, bool short) external {
        (uint256 reqId, uint8 share, bool found) = _pick(pick, late ? ShareState.TimedOut : ShareState.Pending);
        if (!found) return;
        uint64 due = shareOf(reqId, share).payoutSats;
        Proof memory proof = payShare(reqId, share, short ? due - 1 : due);
        uint256 supply = system.qpBTC.totalSupply();
        if (_verify(reqId, share, proof) == short) _violate("R6: paid without right, or a rightful payment refused");
        if (short) return;
        if (supply - system.qpBTC.totalSupply() != shareOf(reqId, share).sats) _violate("R4: burned another amount");
        if (_verify(reqId, share, proof)) _violate("R6: paid twice");
        (uint256 other, uint8 part, bool open) = _pick(pick / 2, ShareState.Pending);
        if (open && _verify(other, part, proof)) _violate("R5: one payment for two shares");
    }

    function setMinMinerFee(uint256 who, uint256 sats) external {
        moment();
        vm.prank(stakers[who % stakers.length]);
        system.registry.setMinMinerFee(uint64(bound(sats, 0, 40_000)));
    }

    function refreshWeight(uint256 who) external {
        _now();
        address staker = stakers[who % stakers.length];
        (bool ok,) = address(system.registry).call(abi.encodeCall(system.registry.refreshWeight, (staker)));
        if (!ok && system.holders.nextDraw() == 0 && system.selector.nextDraw() == 0) _violate("R29: no refresh");
    }

    // --- the world ---

    function movePrice(uint256 percent) external {
        feed.set(int192(PRICE * int192(int256(bound(percent, 40, 150))) / 100), uint64(vm.getBlockTimestamp()));
    }

    function passTime(uint256 seconds_, uint256 blocks) external {
        skip(bound(seconds_, 1, 12 hours));
        vm.roll(vm.getBlockNumber() + bound(blocks, 1, 300));
        mine(system.relay, bound(blocks, 1, 20));
    }

    /// @notice R45, R47: whatever was done, everybody gets out, with the chain, Bitcoin and time alone.
    function everyoneExits() external {
        _resolveAll();
        while (true) {
            (uint256 first,) = system.withdrawals.queue();
            if (first == 0) break;
            this.drain();
            _resolveAll();
            // Nobody can carry it, or nobody for its miner fee: its owner takes the tokens back.
            if (withdrawal(first).position == 0) continue;
            vm.prank(withdrawal(first).owner);
            system.withdrawals.cancelQueued(first);
        }
        for (uint256 i; i < _ids.length; ++i) {
            uint256 count = withdrawal(_ids[i]).shareCount;
            for (uint8 share; share < count; ++share) {
                ShareState state = shareOf(_ids[i], share).state;
                if (state != ShareState.Pending && state != ShareState.TimedOut) continue;
                system.withdrawals.verifyWithdrawal(_ids[i], share, payShare(_ids[i], share));
            }
        }
    }

    /// @notice R46: only where everything was recorded.
    function writeRecord() external {
        writeRecord("withdrawals", system, stakers);
    }

    // --- what the invariants read ---

    function openShares() external view returns (uint256 owed, uint256 waiting, uint256 queued, bool terminal) {
        terminal = true;
        for (uint256 i; i < _ids.length; ++i) {
            WithdrawalView memory seen = withdrawal(_ids[i]);
            waiting += seen.unplacedSats + seen.unplacedFeeSats;
            if (seen.position != 0) queued += seen.unplacedSats;
            for (uint8 share; share < seen.shareCount; ++share) {
                ShareView memory part = shareOf(_ids[i], share);
                if (part.state == ShareState.Pending || part.state == ShareState.TimedOut) owed += part.sats;
            }
            terminal = terminal && uint256(seen.state) >= uint256(WithdrawalState.Complete);
        }
    }

    function books() external view returns (uint256 supply, uint256 issued, uint256 redeemed, uint256 here) {
        for (uint256 i; i < stakers.length; ++i) {
            uint64 ofThis = system.registry.stakerOf(stakers[i]).issued;
            uint64 owed = system.registry.stakerOf(stakers[i]).toBeRedeemed;
            assertLe(owed, ofThis, "R3: to be redeemed <= issued");
            issued += ofThis;
            redeemed += owed;
        }
        return (system.qpBTC.totalSupply(), issued, redeemed, system.qpBTC.balanceOf(address(system.withdrawals)));
    }

    function queueLevel() external view returns (uint64 level) {
        (, level) = system.withdrawals.queue();
    }

    // --- inner ---

    function _resolveAll() private {
        while (system.holders.nextDraw() != 0) this.resolveNext(false);
    }

    function _person(uint256 who) private view returns (address) {
        return _people[who % _people.length];
    }

    /// @dev a price and a Bitcoin block of this moment
    function _now() private {
        (, int256 answer,,,) = feed.latestRoundData();
        feed.set(int192(answer), uint64(vm.getBlockTimestamp()));
        mine(system.relay, 1);
    }

    function _verify(uint256 reqId, uint8 share, Proof memory proof) private returns (bool ok) {
        (ok,) = address(system.withdrawals)
            .call(abi.encodeCall(IWithdrawalManager.verifyWithdrawal, (reqId, share, proof)));
    }

    function _pick(uint256 pick, ShareState state) private view returns (uint256 reqId, uint8 share, bool found) {
        uint256 length = _ids.length;
        for (uint256 i; i < length; ++i) {
            reqId = _ids[addmod(pick, i, length)];
            uint256 count = withdrawal(reqId).shareCount;
            for (share = 0; share < count; ++share) {
                if (shareOf(reqId, share).state == state) return (reqId, share, true);
            }
        }
        return (0, 0, false);
    }

    function _violate(string memory what) private {
        if (bytes(violation).length == 0) violation = what;
    }
}
